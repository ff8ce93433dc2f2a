/// A tree of pages in an SQLite database: a table or an index, and the form of its records.
public struct SQLiteTree: Equatable, Sendable {
    /// The number of its first page.
    public let root: UInt32
    /// Whether it is an index; otherwise a table with row numbers.
    public let isIndex: Bool
    /// The fewest values of a record: rows older than a column may lack it.
    public let minimum: Int
    /// For each value of a record whether it must not be NULL.
    public let isRequired: [Bool]

    /// Creates a tree.
    public init(root: UInt32, isIndex: Bool, minimum: Int, isRequired: [Bool]) {
        self.root = root
        self.isIndex = isIndex
        self.minimum = minimum
        self.isRequired = isRequired
    }
}
