public import SystemPackage

extension RehearsalRecord {
    /// What must be said before an installation is relied on: that it was never rehearsed here, or that the rehearsal no longer counts.
    ///
    /// - Parameters:
    ///   - product: The product's id.
    ///   - instance: The instance.
    ///   - user: The user who will do it.
    ///   - version: The product's version now; nil where it is not known.
    ///   - now: Seconds since 1970.
    ///   - directory: Where the records are; nil where the user can have none.
    /// - Returns: One sentence without a full stop, or nil when all is well.
    public static func warning(
        for product: String,
        instance: String,
        user: String,
        version: String?,
        now: Int64,
        directory: FilePath? = RehearsalHistory.defaultDirectory
    ) -> String? {
        let advice = "run 'supportkit rehearse \(product)'"
        let records =
            directory.flatMap { try? RehearsalHistory(directory: $0).records(product: product, instance: instance) }
            ?? []
        guard let last = records.last(where: { $0.user == user }) ?? records.last else {
            return "\(product) \(instance) was never rehearsed here by \(user): \(advice)"
        }
        return last.doubt(user: user, version: version, now: now).map { "\($0): \(advice)" }
    }

    /// Why this rehearsal, the last one, no longer counts; nil when it does.
    public func doubt(user: String, version: String?, now: Int64) -> String? {
        let what = "the last rehearsal of \(product) \(instance)"
        var doubts: [String] = []
        if self.user != user { doubts.append("was by another user (\(self.user))") }
        if let version, let productVersion, version != productVersion {
            doubts.append("was before the change from version \(productVersion) to \(version)")
        }
        if let seconds, now - seconds > Self.oldAge { doubts.append("is \((now - seconds) / 86_400) days old") }
        if !isReady {
            let names = obstacles.joined(separator: ", ")
            doubts.append("ended NOT READY (\(names))")
        }
        return doubts.isEmpty ? nil : "\(what) \(doubts.joined(separator: " and "))"
    }
}
