/// Where an interview shows its words and gets its answers: a terminal, or a test.
public protocol InterviewConsole {
    /// Shows text, which may have several lines; the console makes it safe for its terminal.
    func show(_ text: String)

    /// Reads one line without its line end, or nil at the end of input (Ctrl-D).
    func readLine(prompt: String) -> String?

    /// Whether more lines are there already, as when a text with empty lines is pasted.
    var hasMoreInput: Bool { get }
}
