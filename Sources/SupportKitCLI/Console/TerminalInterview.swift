internal import Platform
internal import SupportKit

/// Asks a person at the terminal: words on standard error, answers from standard input.
struct TerminalInterview: InterviewConsole {
    private let input = LineInput()

    var hasMoreInput: Bool { input.hasMore }

    func show(_ text: String) {
        Console.error(text)
    }

    func readLine(prompt: String) -> String? {
        StandardError.write(prompt)
        return input.next()
    }
}
