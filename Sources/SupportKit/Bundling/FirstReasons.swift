/// Why artifacts are wanted, said once for each reason and category: at the first in the plan that is in the bundle.
struct FirstReasons {
    private struct Reason: Hashable {
        let category: Category
        let why: String
    }

    private var first: [Reason: (place: Int, path: String)] = [:]

    /// Takes a row of the manifest.
    ///
    /// - Parameters:
    ///   - artifact: the artifact.
    ///   - record: what became of it.
    ///   - place: where it stands in the plan.
    mutating func note(_ artifact: PlannedArtifact, _ record: ArtifactRecord, place: Int) {
        guard record.isStored else { return }
        let reason = Reason(category: artifact.category, why: artifact.why)
        if let known = first[reason], known.place <= place { return }
        first[reason] = (place, record.path)
    }

    /// The reasons, by the path of the one artifact at which each is said.
    var byPath: [String: String] {
        Dictionary(first.map { ($0.value.path, $0.key.why) }, uniquingKeysWith: { first, _ in first })
    }
}
