internal import Platform
internal import SupportKit
internal import SystemPackage

/// What somebody has typed, kept when nothing comes of it: an interruption, a full disk.
struct KeptAnswers {
    private let answers: Answers
    private let target: CollectionOptions.Target
    private let created: Int64

    init(_ answers: Answers, beside target: CollectionOptions.Target, created: Int64) {
        self.answers = answers
        self.target = target
        self.created = created
    }

    /// Writes them as `--answers` reads them, mode 0600, and says so.
    func write(_ console: Console) {
        guard !answers.answered.isEmpty else { return }
        do {
            let path = try directory().appending("supportkit-answers-\(Timestamp.compact(created)).yml")
            try RequestWriter.write(Array(AnswersFile(answers: answers).yaml().utf8), to: path, replaces: false)
            console.say("your answers are in \(path.displayText); go on with --answers \(path.displayText)")
        } catch {
            console.warn("your answers could not be kept: \(error)")
        }
    }

    private func directory() throws -> FilePath {
        switch target {
        case .directory(let path): path
        case .file(let path): path.removingLastComponent()
        case .standardOutput: try InstallationOptions.absolute(".")
        }
    }
}
