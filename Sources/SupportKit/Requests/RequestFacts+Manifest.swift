/// What the rows of a manifest say of a bundle, whether it is being made or was made long ago.
extension RequestFacts {
    /// What a request says of a bundle with secrets in it.
    static let noRedaction = "NOTHING was removed: this bundle holds secrets"

    /// What a request says of the secrets that were removed from its bundle.
    static func redaction(places: Int) -> String {
        "secrets removed in \(places) \(places == 1 ? "place" : "places"); redactions.json counts them by file and rule"
    }

    /// What of the time that was looked at each log covers.
    static func reaches(of rows: some Sequence<ArtifactRecord>) -> [Reach] {
        rows.compactMap { row in
            row.window.map {
                Reach(
                    what: row.path,
                    since: $0.since,
                    until: $0.until,
                    isWhole: $0.complete || row.isUncut && row.outcome != .partial,
                    isUncut: row.isUncut
                )
            }
        }
    }

    /// What the vendor might ask for and does not find: whatever fell short, what is required first.
    ///
    /// - Parameters:
    ///   - rows: The rows.
    ///   - isWish: Whether somebody chose to leave a row's artifact out, and the vendor should know.
    /// - Returns: The gaps.
    static func missing(
        of rows: some Sequence<ArtifactRecord>,
        isWish: (ArtifactRecord) -> Bool = { _ in false }
    ) -> [Missing] {
        let gaps = rows.compactMap { row -> Missing? in
            let isOwn = row.category != Category.host.rawValue
            let isShort = row.outcome.isShortfall && (row.required || isOwn)
            guard isShort || isOwn && isWish(row) else { return nil }
            return Missing(
                what: row.source,
                reason: row.reason ?? row.outcome.meaning,
                isRequired: row.required && row.outcome.isShortfall
            )
        }
        return gaps.filter(\.isRequired) + gaps.filter { !$0.isRequired }
    }
}
