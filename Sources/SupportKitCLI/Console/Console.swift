internal import ArgumentParser
internal import Platform
internal import SupportKit
internal import SystemPackage

/// Messages for people go to standard error, results to standard output; both are made safe for terminals.
struct Console {
    /// How much is said.
    enum Level: Int, Comparable {
        case quiet, normal, verbose

        static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
    }

    let level: Level
    let hasColour: Bool

    init(level: Level, noColour: Bool) {
        self.level = level
        hasColour =
            !noColour && ThisProcess.environment("NO_COLOR") == nil && ThisProcess.isTerminal(2)
            && ThisProcess.environment("TERM") != "dumb"
    }

    /// A result on standard output.
    static func result(_ text: String) throws {
        do {
            try StandardOutput.write(Array((text + "\n").utf8).span)
        } catch  where error.errno == .brokenPipe {
            // Nobody reading any more is no failure of the work.
        } catch {
            Self.error("supportkit: \(error)\n\(text)")
            throw ExitStatus.noResult
        }
    }

    func say(_ text: String) {
        guard level >= .normal else { return }
        Self.error(text)
    }

    func detail(_ text: String) {
        guard level >= .verbose else { return }
        Self.error(text)
    }

    func warn(_ text: String) {
        Self.error(paint("warning: ", .yellow) + Self.safe(text), isSafe: true)
    }

    func heading(_ text: String) -> String { paint(text, .bold) }

    /// Prints an error and gives the exit code to end with.
    func failure(_ error: any Error, _ code: ExitCode) -> ExitCode {
        failure("\(error)", code)
    }

    func failure(_ message: String, _ code: ExitCode) -> ExitCode {
        Self.error(paint("supportkit: ", .red) + Self.safe(message), isSafe: true)
        return code
    }

    enum Paint: String {
        case bold = "1"
        case red = "31"
        case yellow = "33"
        case green = "32"
    }

    func paint(_ text: String, _ paint: Paint) -> String {
        hasColour ? "\u{1B}[\(paint.rawValue)m\(text)\u{1B}[0m" : text
    }

    /// Text whose lines are kept and whose other control characters are made visible.
    static func safe(_ text: String) -> String {
        // The plan of a large tree has a hundred thousand lines, and nearly always nothing that needs care.
        if text.utf8.allSatisfy({ $0 == UInt8(ascii: "\n") || (0x20..<0x7F).contains($0) }) { return text }
        return text.split(separator: "\n", omittingEmptySubsequences: false).map { TerminalText.escaped(String($0)) }
            .joined(separator: "\n")
    }

    static func error(_ text: String, isSafe: Bool = false) {
        StandardError.write((isSafe ? text : safe(text)) + "\n")
    }
}
