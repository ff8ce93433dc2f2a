public import SystemPackage

/// Where the bytes of an artifact come from.
public enum Origin: Sendable {
    /// A file of any kind: text, compressed text, or a database; the kind shows when it is opened.
    case file(FilePath, FileTreatment)
    /// A SQLite database, of which only a window may be wanted.
    case database(FilePath, timeout: Duration, namedBy: UInt32?, window: SQLiteWindow?)
    /// A command's output.
    case command(PlannedCommand)
    /// Text made from what the system says at the moment of collection.
    case facts(FactSheet)
}
