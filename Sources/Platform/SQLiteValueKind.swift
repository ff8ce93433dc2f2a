/// How a value of a database is stored.
public enum SQLiteValueKind: Sendable {
    /// A text.
    case text
    /// Bytes.
    case blob
    /// An integer or a floating-point number, seen as its digits without the sign.
    case number
}
