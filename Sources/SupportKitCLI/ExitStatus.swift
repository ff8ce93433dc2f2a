internal import ArgumentParser
internal import SupportKit

/// The exit codes scripts rely on.
enum ExitStatus {
    static let noResult = ExitCode(1)
    static let incomplete = ExitCode(3)
    static let withheld = ExitCode(4)
    static let damaged = ExitCode(5)
    static let usage = ExitCode(64)

    static func interrupted(by signal: Int32) -> ExitCode {
        ExitCode(128 + signal)
    }

    static func of(_ error: OpenPGPError) -> ExitCode {
        switch error {
        case .notFound: usage
        case .unusable: noResult
        }
    }

    /// The table printed in help texts.
    static let help = """
        EXIT STATUS
          0      done, complete
          1      no result
          3      result written, but something required is missing, denied, timed out or cut
          4      withheld: the finished bundle still held what looks like a secret; nothing was written
          5      a bundle is damaged or does not pass
          64     wrong usage, or a bad profile, template or answers file
          128+n  ended by signal n; a first Ctrl-C closes a valid bundle with what it has, a second leaves nothing
        """
}
