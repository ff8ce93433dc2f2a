/// A tree of pages in an SQLite database: a table or an index, and the form of its records.
public struct SQLiteTree: Equatable, Sendable {
    /// Two values of a record: the first says what the second is.
    public struct Pair: Equatable, Sendable {
        /// The number of the value that is a name.
        public let key: Int
        /// The number of the value that is named so.
        public let value: Int

        /// Creates a pair.
        public init(key: Int, value: Int) {
            self.key = key
            self.value = value
        }
    }

    /// The number of its first page.
    public let root: UInt32
    /// Whether it is an index; otherwise a table with row numbers.
    public let isIndex: Bool
    /// The fewest values of a record: rows older than a column may lack it.
    public let minimum: Int
    /// For each value of a record whether it must not be NULL.
    public let isRequired: [Bool]
    /// For each value of a record whether numbers are shown as well as texts and BLOBs.
    public let showsNumbers: [Bool]
    /// Values that are shown once more, with their keys, whatever is stored in them.
    public let pairs: [Pair]

    /// Creates a tree; `showsNumbers` must be as long as `isRequired`.
    public init(
        root: UInt32,
        isIndex: Bool,
        minimum: Int,
        isRequired: [Bool],
        showsNumbers: [Bool],
        pairs: [Pair] = []
    ) {
        self.root = root
        self.isIndex = isIndex
        self.minimum = minimum
        self.isRequired = isRequired
        self.showsNumbers = showsNumbers
        self.pairs = pairs
    }
}
