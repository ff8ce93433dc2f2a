/// The part of a request below the vendor's own words: everything an engineer would otherwise have to ask for.
struct RequestDetails {
    private static let ruler = String(repeating: "-", count: 72)
    static let labelWidth = 20
    /// The longest answer of one line that stands beside its label.
    private static let inlineLimit = 100
    private static let incidentFields: [Answers.Field] = [
        .environment, .started, .ended, .stillHappening, .scope, .frequency, .lastKnownGood, .changed, .tried,
        .reproduction, .workaround, .wanted, .caseID, .customer, .contract,
    ]
    private static let contactFields: [Answers.Field] = [
        .contactName, .contactEmail, .contactTelephone, .contactHours, .remoteSession,
    ]

    let values: RequestValues
    /// The questions that must be answered.
    let required: Set<Answers.Field>
    /// The questions the template itself prints.
    let printed: Set<Answers.Field>

    private var facts: RequestFacts { values.facts }

    /// The text, without a line end at its end.
    var text: String {
        [
            section("Incident", incident),
            section("Product and host", productAndHost),
            section("Time that was looked at", window),
            section("Errors in the logs", facts.errors.map { "- \(safe($0))" }),
            section("Starts, stops and crashes in the logs", facts.events.map { "- \(safe($0))" }),
            section("Bundle", bundle),
            section("In the bundle", collected),
            section("Could not be collected", missing),
            section("Settings that differ from the recommendation", deviations),
            section("Minidumps and core files on the host", crashes),
            section("Contact", Self.contactFields.flatMap(answerLines)),
            section("Coverage", facts.coverage.map { [HeaderText.sanitised($0)] } ?? []),
            [Self.ruler, "Facts gathered by supportkit \(safe(facts.toolVersion)), \(safe(facts.created))."],
        ]
        .joined()
        .joined(separator: "\n")
    }

    private func section(_ title: String, _ lines: [String]) -> [String] {
        lines.isEmpty ? [] : [Self.ruler, title.uppercased(), ""] + lines + [""]
    }

    private func safe(_ text: String) -> String { HeaderText.sanitised(text) }

    /// `Label:              value`, or nothing where there is no value.
    private func row(_ label: String, _ value: String?) -> [String] {
        guard let value else { return [] }
        let padding = String(repeating: " ", count: max(1, Self.labelWidth - label.count - 1))
        return ["\(label):\(padding)\(value)"]
    }

    // MARK: Answers

    private func answerLines(_ field: Answers.Field) -> [String] {
        if printed.contains(field) { return [] }
        guard let answer = values.answer(to: field), values.answers[field] != nil || required.contains(field) else {
            return required.contains(field) ? row(field.title, values.marker(for: field)) : []
        }
        let lines = answer.split(separator: "\n", omittingEmptySubsequences: false)
        if lines.count == 1, answer.count <= Self.inlineLimit { return row(field.title, answer) }
        return ["\(field.title):"] + lines.map { $0.isEmpty ? "" : "    \($0)" }
    }

    private var incident: [String] {
        let severity = values.answers.severity.map { row("Severity", "\($0.rawValue) - \($0.definition)") }
        var lines = severity ?? answerLines(.severity)
        for field in [.impact, .observed, .expected] + Self.incidentFields { lines += answerLines(field) }
        return lines
    }

    // MARK: Facts

    private var productAndHost: [String] {
        var lines = row("Product", safe(facts.productTitle)) + version
        for component in facts.components { lines += row(safe(component.name), safe(component.version)) }
        lines += answerLines(.components)
        lines += row("Instance", facts.instance.map(safe))
        lines += row("Host", facts.host.map(safe))
        lines += row("Operating system", facts.operatingSystem.map(safe))
        lines += row("Kernel", facts.kernel.map(safe))
        return lines
    }

    private var version: [String] {
        if let version = facts.version {
            let stated = values.answers[.version].map(safe)
            return row("Version", safe(version)) + row("Version read from", facts.versionEvidence.map(safe))
                + row("Version as stated", stated == safe(version) ? nil : stated)
        }
        let notRead = facts.versionEvidence.map { "not read on this host: \(safe($0))" } ?? "not read on this host"
        return row("Version", values.answers[.version].map { "\(safe($0)) (as stated; \(notRead))" } ?? notRead)
    }

    private var window: [String] {
        guard let window = facts.window else { return [] }
        return row("From", safe(window.since)) + row("To", safe(window.until))
            + row("Time zone", safe(window.timezone)) + reaches
    }

    /// What the logs cover of it; those that cover least first, so that a gap is seen.
    private var reaches: [String] {
        guard !facts.reaches.isEmpty else { return [] }
        let sorted = facts.reaches.filter { !$0.isWhole } + facts.reaches.filter(\.isWhole)
        let lines = sorted.prefix(Self.reachLimit).map { reach in
            if reach.isUncut {
                return
                    "- \(safe(reach.what)): \(reach.isWhole ? "whole" : "a part of it"), without times that are known"
            }
            let interval = reach.since.map { "\($0) to \(reach.until ?? "?")" } ?? "no record of that time"
            return "- \(safe(reach.what)): \(safe(interval))\(reach.isWhole ? "" : ", not all of it")"
        }
        let rest = sorted.count - lines.count
        return ["", "The logs cover:"] + lines + (rest > 0 ? ["- and \(rest) more; README.txt has them all"] : [])
    }

    private static let reachLimit = 20

    private var bundle: [String] {
        guard let bundle = facts.bundle else { return ["No bundle has been made for this request."] }
        let name = safe(bundle.fileName)
        var lines = row("File", name)
        lines += row("Size", bundle.bytes?.exact)
        lines += row("SHA-256", bundle.sha256.map(safe))
        if bundle.sha256 == nil {
            lines += row("SHA-256", "this text lies inside the bundle; see \(name).sha256 beside it")
        }
        lines += row("Outcome", safe(bundle.outcome))
        lines += row("Redaction", facts.redaction.map(safe))
        for key in bundle.encryptedTo { lines += row("Encrypted to", safe(key)) }
        if let archive = bundle.archiveName {
            lines += row("To decrypt it", "gpg --output \(safe(archive)) --decrypt \(name)")
        }
        lines += row(
            "Delivery",
            bundle.isAttached
                ? "attached to this message"
                : bundle.sha256 == nil
                    ? "with this text" : Self.delivery(place: bundle.place.map(safe))
        )
        if bundle.sha256 != nil {
            lines += ["", "To verify it, compare its SHA-256 above with the output of", "    sha256sum \(name)"]
        }
        return lines + ["", "To verify it against the file beside it:", "    sha256sum -c \(name).sha256"]
    }

    private var collected: [String] {
        facts.collected.flatMap { part in
            row(safe(part.category), "\(part.files) \(part.files == 1 ? "file" : "files"), \(part.bytes)")
        }
    }

    private var missing: [String] {
        if facts.missing.isEmpty, facts.bundle?.outcome == "complete" {
            return ["Nothing that is required. README.txt in the bundle lists all that was looked for."]
        }
        return gaps
    }

    private var gaps: [String] {
        facts.missing.flatMap { gap in
            ["- \(safe(gap.what))\(gap.isRequired ? " (required)" : ""): \(safe(gap.reason))"]
                + (gap.remedy.map { ["  To make it available: \(safe($0))"] } ?? [])
        }
    }

    private var deviations: [String] {
        facts.deviations.map { "- \(safe($0.setting)): \(safe($0.observed)); recommended \(safe($0.recommended))" }
    }

    private var crashes: [String] {
        guard !facts.crashes.isEmpty else { return [] }
        let paths = facts.crashes.map { "- \(safe($0))" }
        guard let recipient = values.form.crashRecipient else { return paths }
        let vendor = facts.vendorName.map(safe) ?? "The vendor"
        return paths + [
            "",
            "\(vendor) takes minidumps and core files at \(safe(recipient));",
            "please quote the subject of this message when sending them there.",
        ]
    }
}
