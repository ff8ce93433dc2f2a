public import SystemPackage

/// Why a file of the installation could not be opened.
public enum AccessError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The file, or a directory on the way to it, does not exist.
    case missing(FilePath)
    /// The caller may not read the file or search a directory on the way; `obstacle` is the one that refused.
    case denied(FilePath, obstacle: FilePath, FileStatus?)
    /// A FIFO, socket or device: reading it could hang or act.
    case notARegularFile(FilePath)
    /// A link made by somebody who could not open its target himself.
    case untrustedLink(FilePath, target: FilePath, linkOwner: UInt32, targetOwner: UInt32)
    /// A file that a configuration names although whoever can write that configuration could not read the file himself.
    case untrustedName(FilePath, namer: UInt32, targetOwner: UInt32)
    /// Any other failure.
    case failed(SystemError)

    /// One sentence without a full stop.
    public var description: String {
        switch self {
        case .missing(let path):
            "\(path.displayText) does not exist"
        case .denied(let path, let obstacle, _):
            path == obstacle
                ? "permission denied for \(path.displayText)"
                : "permission denied for \(path.displayText): \(obstacle.displayText) cannot be entered"
        case .notARegularFile(let path):
            "\(path.displayText) is not a regular file (a FIFO, socket or device): not opened"
        case .untrustedLink(let path, let target, let linkOwner, let targetOwner):
            "\(path.displayText) is reached through a link made by \(Accounts.userName(linkOwner)), its target "
                + "\(target.displayText) belongs to \(Accounts.userName(targetOwner)): not followed"
        case .untrustedName(let path, let namer, let targetOwner):
            "\(path.displayText) belongs to \(Accounts.userName(targetOwner)) and is named by what \(Accounts.userName(namer)) "
                + "can change, who may not read it: not opened"
        case .failed(let error):
            error.description
        }
    }
}
