/// A column, as a redactor needs to know it: the name can say more than the value.
public struct SQLiteColumn: Equatable, Hashable, Sendable {
    /// The table's name; `sqlite_schema` for the definitions themselves.
    public let table: String
    /// The column's name.
    public let name: String
}
