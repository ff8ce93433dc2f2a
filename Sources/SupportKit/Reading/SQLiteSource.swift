public import SystemPackage

/// A product's database: a descriptor opened with all care, and the place where its companions lie.
///
/// While a snapshot is taken nothing else in this process may close a descriptor of the same file.
public struct SQLiteSource: Sendable {
    /// The database file, open for reading; it must stay open.
    public let database: FileDescriptor
    /// Its path on this host with all links resolved: SQLite looks for `-wal`, `-shm` and `-journal` beside that name.
    public let path: FilePath

    /// Creates a source.
    public init(database: FileDescriptor, path: FilePath) {
        self.database = database
        self.path = path
    }
}
