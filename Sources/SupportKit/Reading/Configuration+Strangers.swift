internal import GRDB
internal import Platform

extension Configuration {
    /// A connection to a database made by strangers.
    ///
    /// - Parameters:
    ///   - deadline: when its statements end.
    ///   - isLive: the product's own file rather than a private copy, for which no other connection exists.
    ///   - maximumValue: longer values, in bytes, are refused.
    ///   - mayAttach: whether further databases may be opened in it, which `VACUUM INTO` needs.
    /// - Returns: the configuration.
    static func strangers(
        _ deadline: MonotonicDeadline,
        isLive: Bool,
        maximumValue: Int32 = 64 << 20,
        mayAttach: Bool = true
    ) -> Configuration {
        var configuration = Configuration()
        configuration.readonly = isLive
        configuration.foreignKeysEnabled = false
        configuration.prepareDatabase { database in
            guard let connection = unsafe database.sqliteConnection else { return }
            unsafe SQLiteConnection.guardAgainstStrangers(
                connection,
                deadline: deadline,
                maximumValue: maximumValue,
                mayAttach: mayAttach
            )
            // Alone with the copy, SQLite keeps the index of a log in its own memory. It must know before it reads.
            if !isLive { try database.execute(sql: "PRAGMA locking_mode = EXCLUSIVE") }
            try database.execute(sql: "PRAGMA cache_size = -4096; PRAGMA temp_store = FILE; PRAGMA mmap_size = 0")
        }
        return configuration
    }
}
