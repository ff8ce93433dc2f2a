internal import Platform

/// How logs tell errors, starts, stops and crashes: by texts in the first line of a record.
public struct EventProfile: Equatable, Sendable {
    static let keys = ["errors", "identifier", "starts", "stops", "crashes"]

    /// What a text in a log means.
    public enum Kind: String, CaseIterable, Sendable {
        case error, start, stop, crash

        /// The name for people: a minidump, or a program that was killed, need not be a crash.
        var title: String { self == .crash ? "sign of a crash" : rawValue }
    }

    /// A text and what it means.
    public struct Mark: Equatable, Sendable {
        /// What it means.
        public let kind: Kind
        /// The text, at least four bytes.
        public let text: String
    }

    /// The texts; those of errors are looked for in the first 80 bytes of a line only, where the level stands.
    public let marks: [Mark]
    /// The pattern, as of file names, of an error's number: the first word behind the text, where it is of that form.
    public let identifier: String?

    /// Creates marks; without arguments there are none.
    public init(marks: [Mark] = [], identifier: String? = nil) {
        self.marks = marks
        self.identifier = identifier
    }

    init(_ node: SettingsNode?) throws(ProfileError) {
        guard let node else {
            self.init()
            return
        }
        var marks: [Mark] = []
        for (key, kind) in [("errors", Kind.error), ("starts", .start), ("stops", .stop), ("crashes", .crash)] {
            for text in try node.strings(key) {
                guard text.utf8.count >= LiteralSet.minimumLength else {
                    throw node.error(at: key, "'\(text)' is shorter than \(LiteralSet.minimumLength) bytes")
                }
                marks.append(Mark(kind: kind, text: text))
            }
        }
        let identifier = try node.string("identifier")
        self.init(marks: marks, identifier: identifier)
    }

    /// These marks and the others'; the number of an error is as these have it.
    func adding(_ other: EventProfile) -> EventProfile {
        EventProfile(marks: marks + other.marks, identifier: identifier ?? other.identifier)
    }
}
