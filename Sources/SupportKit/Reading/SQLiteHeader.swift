/// The first bytes of a database file. Source: https://www.sqlite.org/fileformat2.html#the_database_header
struct SQLiteHeader: Equatable {
    /// Bytes to read.
    static let size = 100

    enum Kind: Equatable {
        /// No bytes: a database that nothing was stored in yet.
        case empty
        /// Changes go through a rollback journal.
        case journal
        /// Changes go through a write-ahead log.
        case log
        /// Encrypted, or no database.
        case other
    }

    let kind: Kind

    init(_ bytes: [UInt8]) {
        let magic = Array("SQLite format 3".utf8) + [0]
        kind =
            bytes.isEmpty
            ? .empty
            : bytes.count < Self.size || !bytes.starts(with: magic)
                ? .other
                : bytes[18] == 2 || bytes[19] == 2 ? .log : .journal
    }
}
