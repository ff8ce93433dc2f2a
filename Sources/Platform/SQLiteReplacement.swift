/// What a value of a database is replaced by.
public enum SQLiteReplacement: Equatable, Sendable {
    /// A text, in UTF-8.
    case text([UInt8])
    /// Bytes.
    case blob([UInt8])
    /// A number.
    case integer(Int64)
    /// No value.
    case null
}
