/// Input that is not passed through a filter.
public enum TextFilterError: Error, Equatable, CustomStringConvertible {
    /// A binary file.
    case binary
    /// An SQLite database.
    case database
    /// Text that goes over into something else at this byte.
    case turnsBinary(at: Int64)
    /// Compressed bytes from a pipe.
    case compressedPipe

    /// What is wrong and what to do.
    public var description: String {
        switch self {
        case .binary:
            "a binary file: what cannot be redacted is not passed on; --binary overwrites in place what stands in it as text"
        case .database:
            "an SQLite database: 'supportkit collect' redacts it value by value, and 'sqlite3 FILE .dump' makes text of it"
        case .turnsBinary(let offset):
            "turns binary at byte \(offset): the rest cannot be redacted and was not passed on"
        case .compressedPipe:
            "compressed bytes from a pipe: name the file, or put the program that decompresses it before"
        }
    }
}
