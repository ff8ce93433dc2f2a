internal import Platform
internal import SystemPackage

/// A program that delivers something: no shell, nothing secret among its arguments.
public struct DeliveryCommand: Sendable, Equatable {
    /// What the program reads.
    public enum Input: Sendable, Equatable {
        /// Nothing.
        case none
        /// The message, lines ended by LF as programs on this host expect it, or by CRLF as the network has it.
        case message(isCRLF: Bool)
        /// Lines of the program's own language; what may be secret in them is never shown.
        case script(String, shown: String)
    }

    /// The program: a path, or a name looked up in the system's own directories.
    public let program: String
    /// Its arguments.
    public let arguments: [String]
    /// What it reads.
    public let input: Input
    /// How long it may take.
    public let timeout: Duration

    init(_ program: String, _ arguments: [String], input: Input = .none, timeout: Duration) {
        self.program = program
        self.arguments = arguments
        self.input = input
        self.timeout = timeout
    }

    /// Exactly what is run, as a line for a shell, with what it reads.
    public var line: String {
        let words = Self.shellLine([Executables.find(program)?.string ?? program] + arguments)
        switch input {
        case .none: return words
        case .message: return "\(words) < the message"
        case .script(_, let shown):
            return "\(words) <<'END'\n\(shown)\nEND"
        }
    }

    /// Words as a line for a shell.
    static func shellLine(_ words: [String]) -> String { words.map(quoted).joined(separator: " ") }

    private static func quoted(_ word: String) -> String {
        let isPlain = !word.isEmpty && word.utf8.allSatisfy { $0.isAlphanumeric || "%+,-./:=@_".utf8.contains($0) }
        return isPlain ? word : "'\(word.replacing("'", with: "'\\''"))'"
    }
}
