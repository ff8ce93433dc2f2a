/// The output of a command.
///
/// It runs without a shell, with an empty input and a fixed environment.
public struct CommandCollector: Equatable, Sendable {
    static let keys = ["run", "name", "timeout", "bytes", "as", "answers"]

    /// Whose rights the command needs.
    public enum User: String, CaseIterable, Sendable {
        /// Those of the caller.
        case caller
        /// Those of the product's process, which the caller must be able to take.
        case process
    }

    /// Program and arguments, with `{variables}` in braces.
    public let run: [String]
    /// The file name in the bundle.
    public let name: String
    /// How long it may take.
    public let timeout: Duration
    /// Most bytes of output taken.
    public let maximumBytes: ByteCount
    /// Whose rights it runs with.
    public let user: User
    /// Exit codes that are answers, not failures.
    public let answers: [Int32]

    init(_ node: SettingsNode) throws(ProfileError) {
        run = try node.strings("run")
        guard !run.isEmpty else { throw node.error(at: nil, "'run' is missing") }
        name = try node.required("name")
        timeout = try node.duration("timeout") ?? .seconds(20)
        maximumBytes = try node.byteCount("bytes") ?? ByteCount(16 << 20)
        user = try node.choice("as", User.self) ?? .caller
        var answers: [Int32] = [0]
        for text in try node.strings("answers") {
            guard let code = Int32(text) else { throw node.error(at: "answers", "'answers' must be exit codes") }
            answers.append(code)
        }
        self.answers = answers
    }
}
