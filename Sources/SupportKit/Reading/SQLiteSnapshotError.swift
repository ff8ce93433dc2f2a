public import Platform
public import SystemPackage

/// Why there is no snapshot of a database.
///
/// Never holds a value out of it.
public enum SQLiteSnapshotError: Error, Equatable, Sendable, CustomStringConvertible {
    /// A file could not be opened, read or written.
    case system(SystemError)
    /// The path does not lead to the opened file any more.
    case replaced(FilePath)
    /// The product wrote its file while it was read in place: a copy may still do.
    case changed(FilePath)
    /// The product wrote without a pause, and its lock could not be had, or not for long enough.
    case busy(FilePath, reason: String)
    /// The time allowed has passed.
    case deadline(FilePath)
    /// A signal ended the work.
    case interrupted
    /// The product's own file cannot be read in place, and there is no room for two copies of all of it.
    case tooLarge(FilePath)
    /// SQLite failed.
    case sqlite(FilePath, operation: String, code: Int32)
    /// The snapshot is not a database whose texts could be redacted one by one; its raw bytes were not asked for.
    case raw(FilePath, SQLiteSnapshot.RawReason)
    /// A query is not a single reading statement, or a limit cut it off.
    case query(String)

    /// SQLite's code for a database that may not grow further.
    static let full: Int32 = 13

    /// One sentence without a full stop.
    public var description: String {
        switch self {
        case .system(let error): error.description
        case .replaced(let path): "\(path.displayText) was replaced while it was being read: collect again"
        case .changed(let path): "\(path.displayText) was written while it was being read: collect again"
        case .busy(let path, let reason): "\(path.displayText) is being written without a pause: \(reason)"
        case .deadline(let path): "the time allowed for \(path.displayText) has passed: raise its timeout"
        case .interrupted: "interrupted by a signal"
        case .tooLarge(let path):
            "\(path.displayText) is written without a pause, and there is no room for two copies of it: collect again, or with --output on a larger disk"
        case .sqlite(let path, let operation, let code):
            "cannot \(operation) the snapshot of \(path.displayText): SQLite error \(code)"
        case .raw(let path, let reason): "the texts of \(path.displayText) cannot be redacted: \(reason)"
        case .query(let reason): "query refused: \(reason)"
        }
    }
}
