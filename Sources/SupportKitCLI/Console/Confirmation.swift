internal import ArgumentParser
internal import Platform
internal import SupportKit

/// The one question before something leaves the host.
struct Confirmation {
    let console: Console
    /// What is to be done where nobody can be asked.
    let advice: String

    /// Asks at the terminal; only `y` and `yes` count as consent.
    ///
    /// - Parameters:
    ///   - question: One line, without the possible answers.
    ///   - refused: What to say when the answer is another one.
    /// - Throws: a usage error where nobody is there to answer; the exit code to end with where the answer is no.
    func ask(_ question: String, refused: String) throws {
        try requireTerminal()
        let answer = RequestTerminal(console: console).readLine(prompt: Console.safe("\n\(question) [y/N] "))
        if Interruption.signal == nil, let answer, ["y", "yes"].contains(answer.lowercased()) { return }
        console.say("\n\(refused)")
        if let signal = Interruption.signal { throw ExitStatus.interrupted(by: signal) }
        throw ExitStatus.noResult
    }

    /// Fails where nobody can be asked, before anything is shown.
    func requireTerminal() throws {
        guard ThisProcess.isTerminal(0), ThisProcess.isTerminal(2) else {
            throw ValidationError("nobody is there to confirm; in a script \(advice)")
        }
    }
}
