internal import Platform
internal import SystemPackage

/// The rows of a plan that are plain files, in little room each: what those of one artifact have in common is kept once.
final class PlannedFiles: Sendable {
    /// What the rows of one artifact of the profile have in common.
    struct Rule: Sendable {
        let id: String
        let category: Category
        let collector: String
        let isRequired: Bool
        let why: String
        let remedy: String?
        /// How the files are taken; nil for those that are not.
        let treatment: FileTreatment?
    }

    /// One row.
    struct Row: Sendable {
        /// The file in the table.
        let file: UInt32
        let rule: UInt16
        /// Why it is not taken: the number of the reason and one, or 0.
        let shortfall: UInt32
    }

    let table: FileTable
    let rules: [Rule]
    let rows: [Row]
    let shortfalls: [PlannedArtifact.Shortfall]

    init(table: FileTable, rules: [Rule], rows: [Row], shortfalls: [PlannedArtifact.Shortfall]) {
        self.table = table
        self.rules = rules
        self.rows = rows
        self.shortfalls = shortfalls
    }

    func rule(_ row: UInt32) -> Rule { rules[Int(rows[Int(row)].rule)] }

    func status(_ row: UInt32) -> FileStatus { table.status(rows[Int(row)].file) }

    /// Where the file lies.
    func source(_ row: UInt32) -> [UInt8] { table.pathBytes(rows[Int(row)].file) }

    func shortfall(_ row: UInt32) -> PlannedArtifact.Shortfall? {
        let number = rows[Int(row)].shortfall
        return number == 0 ? nil : shortfalls[Int(number) - 1]
    }

    /// Whether the file is compressed and taken.
    func isCompressed(_ row: UInt32) -> Bool {
        rule(row).treatment != nil && CompressedName.plainCount(table.name(rows[Int(row)].file)) != nil
    }

    /// The file's name in the bundle.
    func name(_ row: UInt32) -> ArraySlice<UInt8> {
        let name = table.name(rows[Int(row)].file)
        guard rule(row).treatment != nil, let count = CompressedName.plainCount(name) else { return name }
        return name.prefix(count)
    }

    /// The file's path in the bundle.
    func path(_ row: UInt32) -> FilePath {
        let rule = rule(row)
        return FilePath(bytes: Self.place(of: source(row)[...], rule.category, isTaken: rule.treatment != nil))
    }

    /// The path in the bundle of a file without links and dots in its path.
    ///
    /// What was compressed is stored as text: the bundle compresses it again, and the vendor can search it.
    static func place(of source: ArraySlice<UInt8>, _ category: Category, isTaken: Bool) -> [UInt8] {
        var path: [UInt8] = []
        path.reserveCapacity(source.count + 16)
        path += category.rawValue.utf8
        path += source
        if isTaken, let slash = source.lastIndex(of: UInt8(ascii: "/")) {
            let name = source[(slash + 1)...]
            if let count = CompressedName.plainCount(name) { path.removeLast(name.count - count) }
        }
        return path
    }
}
