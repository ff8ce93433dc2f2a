internal import Platform
internal import SupportKit

/// Asks a person at the terminal: words on standard error, answers from standard input.
struct TerminalInterview: InterviewConsole {
    func show(_ text: String) {
        Console.error(text)
    }

    func readLine(prompt: String) -> String? {
        StandardError.write(prompt)
        // Ctrl-C at a question ends the questions; what follows sees the signal.
        guard Interruption.signal == nil, let line = Swift.readLine(strippingNewline: true) else { return nil }
        return line
    }
}
