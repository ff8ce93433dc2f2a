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

    /// Puts the questions of an interview until there is nothing left to ask, and lends the terminal to the editor.
    ///
    /// - Parameters:
    ///   - interview: The questions; it has the answers afterwards.
    ///   - save: Called with the answers after each change.
    /// - Returns: Whether every question was put; false when the input is at its end before.
    func ask(_ interview: inout Interview, save: (Answers) -> Void) async -> Bool {
        while true {
            switch interview.proceed(on: self, save: save) {
            case .finished: return true
            case .inputOver: return false
            case .editor(let text):
                let hint =
                    "A good answer: what follows is only a reminder.\n"
                    + "supportkit takes the text above the line; save and leave the editor when it is done."
                switch await TerminalEditor().edit(text, hint: hint) {
                case .success(let text): interview.edited(text)
                case .failure(let error): console.warn("\(error)")
                }
            }
        }
    }
}
