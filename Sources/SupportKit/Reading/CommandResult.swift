/// What a command came to.
struct CommandResult: Equatable {
    /// How it ended.
    enum Ending: Equatable {
        case exited(Int32)
        case signalled(Int32)
        case timedOut
        case interrupted
        case outputLimit
        case notStarted(String)
    }

    /// Standard output, at most as many bytes as allowed.
    var output: [UInt8] = []
    /// Standard error, at most 64 KiB.
    var errors: [UInt8] = []
    /// How it ended.
    var ending: Ending

    /// What went wrong, for people; nil when it ended with one of the answers.
    func problem(answers: [Int32], timeout: Duration) -> String? {
        switch ending {
        case .exited(let code): answers.contains(code) ? nil : "ended with exit code \(code)"
        case .signalled(let number): "was ended by signal \(number)"
        case .timedOut: "did not end within \(timeout.inMilliseconds / 1_000) s and was stopped"
        case .interrupted: "was stopped because the run was interrupted"
        case .outputLimit: "wrote more than is taken; the rest is missing"
        case .notStarted(let reason): "could not be started: \(reason)"
        }
    }
}
