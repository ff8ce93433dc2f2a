/// What redaction did, file by file: `redactions.json` of a bundle.
///
/// Counts only; never values, nor hashes of values.
public struct RedactionsDocument: Codable, Hashable, Sendable {
    /// The name of its entry, below the top folder.
    public static let fileName = "redactions.json"

    /// The number of the format: ``Manifest/schema``.
    public var schema: Int
    /// Whether secrets were removed at all.
    public var enabled: Bool
    /// Removals by rule, all files together.
    public var rules: [String: Int]
    /// Files in which something was removed, in the order of the manifest.
    public var files: [FileRedactions]

    /// Adds up the files; those without removals are left out.
    public init(enabled: Bool, files: [FileRedactions]) {
        schema = Manifest.schema
        self.enabled = enabled
        self.files = files.filter { $0.rules.values.contains { $0 > 0 } }
        rules = self.files.reduce(into: [:]) { totals, file in
            totals.merge(file.rules) { Self.sum($0, $1) }
        }
    }

    /// Counts from a hostile file must not trap.
    private static func sum(_ left: Int, _ right: Int) -> Int {
        let (total, overflow) = left.addingReportingOverflow(right)
        return overflow ? .max : total
    }
}
