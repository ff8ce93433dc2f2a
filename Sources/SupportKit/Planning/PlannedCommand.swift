/// A command to run: no shell, an empty input, a fixed environment.
public struct PlannedCommand: Equatable, Sendable {
    /// The program: a path, or a name looked up in the system's own directories.
    public let program: String
    /// The arguments.
    public let arguments: [String]
    /// How long it may take.
    public internal(set) var timeout: Duration
    /// Most bytes of output taken.
    public internal(set) var maximumBytes: Int64
    /// The user and group to run as; nil for the caller's own.
    public let identity: Identity?
    /// Exit codes that are answers, not failures.
    public let answers: [Int32]

    /// A user to run as.
    public struct Identity: Equatable, Sendable {
        /// Numeric user.
        public let user: UInt32
        /// Numeric group.
        public let group: UInt32
    }

    init(
        _ words: [String],
        timeout: Duration,
        maximumBytes: Int64 = 16 << 20,
        identity: Identity? = nil,
        answers: [Int32] = [0]
    ) {
        program = words.first ?? ""
        arguments = Array(words.dropFirst())
        self.timeout = timeout
        self.maximumBytes = maximumBytes
        self.identity = identity
        self.answers = answers
    }

    /// The command line for people; words with blanks are quoted.
    public var line: String {
        ([program] + arguments).map { word in
            word.isEmpty || word.contains(" ") ? "'\(word)'" : word
        }.joined(separator: " ")
    }
}
