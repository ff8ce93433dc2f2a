public import Platform

/// What removes secrets from the values of a database, one by one.
public struct SQLiteRedaction {
    /// Gets a value that is not empty, its key (a text of the same row that says what it is; empty where none is known), its
    /// column and how it is stored; returns what replaces it, or nil to keep it.
    ///
    /// Texts are UTF-8, numbers are their digits. It is called several times for the same value and must then say the same.
    public typealias Redact = (Span<UInt8>, Span<UInt8>, SQLiteColumn, SQLiteValueKind) -> [UInt8]?

    /// Whether a column's numbers can be secrets, so that they are looked at; those with a key always are.
    public let showsNumbers: (SQLiteColumn) -> Bool
    /// Says what replaces a value.
    public let redact: Redact
    /// How much is known of secrets: when it has grown while values were looked at, they are looked at again.
    public let knowledge: () -> Int

    /// Creates a redaction.
    public init(
        showsNumbers: @escaping (SQLiteColumn) -> Bool = { _ in false },
        knowledge: @escaping () -> Int = { 0 },
        redact: @escaping Redact
    ) {
        self.showsNumbers = showsNumbers
        self.knowledge = knowledge
        self.redact = redact
    }
}
