internal import Platform
internal import SupportKit

/// Asks at the terminal, and lends it to an editor in between.
struct RequestTerminal: InterviewConsole {
    private let input = LineInput()
    private let console: Console

    init(console: Console) {
        self.console = console
    }

    var hasMoreInput: Bool { input.hasMore }

    func show(_ text: String) { Console.error(text) }

    func readLine(prompt: String) -> String? {
        StandardError.write(console.heading(prompt))
        return input.next()
    }
}
