/// The answer to a ``SQLiteQuery``.
public struct SQLiteRows: Equatable, Sendable {
    /// Names of the columns.
    public let columns: [String]
    /// Values as text; nil is NULL.
    public let rows: [[String?]]
    /// Whether a limit left rows out.
    public let isCut: Bool
}
