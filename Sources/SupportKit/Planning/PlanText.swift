internal import Platform

/// A plan for people and for scripts.
public enum PlanText {
    /// The plan as text: what will be collected with sizes, and what cannot be had with reason and remedy.
    ///
    /// - Throws: ``RedactionError`` when redaction cannot work: a plan is not shown unredacted.
    public static func text(
        _ plan: CollectionPlan,
        policy: RedactionPolicy = RedactionPolicy(),
        conditions: PlanConditions = PlanConditions()
    ) throws -> String {
        try session(plan, policy).redact(plainText(plan, conditions))
    }

    private static func plainText(_ plan: CollectionPlan, _ conditions: PlanConditions) -> String {
        let installation = plan.installation
        var rows = [["product", "\(plan.profile.title) (profile \(plan.profile.id), \(plan.profile.origin))"]]
        rows.append(["instance", installation.instance])
        rows.append(["found by", installation.foundBy])
        if let path = installation.configurationFile { rows.append(["configuration", path.displayText]) }
        rows.append([
            "server",
            installation.process.map {
                "running, process \($0.identifier)" + ($0.started.map { ", started \(Timestamp.text($0))" } ?? "")
            } ?? (plan.profile.installation.process == nil ? "-" : "not running"),
        ])
        rows.append(["window", plan.window?.description ?? "everything there is"])
        if let zone = plan.window?.zone {
            rows.append(["time zone", "\(zone.name): of times given without one, and of logs that name none"])
        }
        rows += conditions.rows
        var text = TextTable.aligned(rows)
        if !plan.notes.isEmpty { text += "\n" + plan.notes.map { "note: \($0)\n" }.joined() }

        text += "\nTO BE COLLECTED (nothing has been read or run; sizes are as stored, before compression)\n"
        var tables: [Category: [[String]]] = [:]
        var missing: [PlannedArtifact] = []
        var (available, files) = (0, 0)
        for artifact in plan.artifacts {
            guard artifact.shortfall == nil else {
                missing.append(artifact)
                continue
            }
            let status = artifact.status
            available += 1
            if status != nil { files += 1 }
            tables[artifact.category, default: []].append([
                status.flatMap { $0.size > 0 ? ByteCount($0.size).description : nil } ?? "-",
                artifact.isRequired ? "required" : "", describe(artifact),
            ])
        }
        for category in Category.allCases {
            guard let rows = tables[category] else { continue }
            text += "  \(category.rawValue)\n"
            text += TextTable.aligned(rows, indent: "    ")
        }
        if plan.wantsVersion { text += "  version\n    -  required  read from \(versionSources(plan))\n" }
        text += "\nCANNOT BE HAD, OR LEFT OUT\n"
        if missing.isEmpty { text += "  nothing\n" }
        for artifact in missing.sorted(by: { $0.isRequired && !$1.isRequired }) {
            guard let shortfall = artifact.shortfall else { continue }
            text += "  \(artifact.isRequired ? "REQUIRED " : "")\(shortfall.outcome.rawValue): \(artifact.source)\n"
            text += "      \(shortfall.reason)\n"
            if let remedy = shortfall.remedy { text += "      remedy: \(remedy)\n" }
        }
        text +=
            "\n\(available) artifact\(available == 1 ? "" : "s"), of these \(files) file\(files == 1 ? "" : "s") with "
        text += "\(ByteCount(plan.estimatedBytes)); \(sizeText(plan.estimatedBundle, limit: conditions.maximumSize))\n"
        return text
    }

    /// What the bundle will come to, and what a limit does to that.
    private static func sizeText(_ bundle: (bytes: Int64, isUpperBound: Bool), limit: Int64?) -> String {
        var text = "the bundle will have about \(ByteCount(bundle.bytes))"
        if bundle.isUpperBound { text += ", or less: no file's times tell how much of the logs lies in the window" }
        guard let limit else { return text }
        guard bundle.bytes > limit else { return "\(text); at most \(ByteCount(limit)) are allowed" }
        return "the bundle will have at most the \(ByteCount(limit)) of --max-size; without that it would have about "
            + "\(ByteCount(bundle.bytes)), so that logs and databases are shortened or left out"
    }

    /// The plan as one JSON object.
    ///
    /// - Throws: ``RedactionError`` when redaction cannot work: a plan is not shown unredacted.
    public static func json(
        _ plan: CollectionPlan,
        policy: RedactionPolicy = RedactionPolicy(),
        conditions: PlanConditions = PlanConditions()
    ) throws -> String {
        let session = try session(plan, policy)
        let document = PlanDocument(plan, conditions) { session.redact($0) }
        return String(decoding: try StableJSON.encode(document).dropLast(), as: UTF8.self)
    }

    /// Paths and commands come from the product's configuration and may hold secrets.
    private static func session(_ plan: CollectionPlan, _ policy: RedactionPolicy) throws -> RedactionSession {
        try RedactionSession(
            configuration: RedactionConfiguration(profileKeys: plan.profile.secretKeys, policy: policy)
        )
    }

    private static func describe(_ artifact: PlannedArtifact) -> String {
        artifact.source + (artifact.note.map { "  (\($0))" } ?? "")
    }

    private static func versionSources(_ plan: CollectionPlan) -> String {
        plan.profile.versions.flatMap(\.sources).map(\.id).joined(separator: "; ")
    }
}
