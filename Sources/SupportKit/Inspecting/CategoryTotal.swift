/// What a bundle holds of one category.
public struct CategoryTotal: Codable, Hashable, Sendable {
    /// The category, or `documents` for the files about the bundle itself.
    public let category: String
    /// Files in the bundle.
    public internal(set) var files: Int
    /// Their bytes.
    public internal(set) var bytes: Int64
    /// Artifacts of the plan that fall short: not there, or not completely.
    public internal(set) var shortfalls: Int

    /// The totals of a manifest's artifacts, in the order of collection, then the files no artifact accounts for.
    static func totals(of entries: [InspectedEntry], manifest: Manifest) -> [CategoryTotal] {
        var totals: [String: CategoryTotal] = [:]
        var storedFiles = 0
        var storedBytes: Int64 = 0
        for artifact in manifest.artifacts {
            let empty = CategoryTotal(category: artifact.category, files: 0, bytes: 0, shortfalls: 0)
            var total = totals[artifact.category] ?? empty
            if let bytes = artifact.bytes {
                total.files += 1
                total.bytes = total.bytes.addingSaturated(bytes)
                storedFiles += 1
                storedBytes = storedBytes.addingSaturated(bytes)
            }
            if artifact.outcome.isShortfall { total.shortfalls += 1 }
            totals[artifact.category] = total
        }
        let known = Category.allCases.map(\.rawValue)
        let order = known + totals.keys.filter { !known.contains($0) }.sorted()
        let allBytes = entries.reduce(Int64(0)) { $0.addingSaturated($1.bytes) }
        let documents = CategoryTotal(
            category: "documents",
            files: max(0, entries.count - storedFiles),
            bytes: max(0, allBytes.addingSaturated(0 - max(0, storedBytes))),
            shortfalls: 0
        )
        return order.compactMap { totals[$0] } + [documents]
    }
}

extension Int64 {
    /// Adds numbers from a file that may be hostile: stays at the largest or smallest number instead of trapping.
    func addingSaturated(_ other: Int64) -> Int64 {
        let (sum, overflow) = addingReportingOverflow(other)
        guard overflow else { return sum }
        return other > 0 ? .max : .min
    }
}
