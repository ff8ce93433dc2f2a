/// What the team needs when something breaks, in Markdown for its wiki: who does what, and the exact commands of this host.
public struct Runbook: Sendable {
    private let title: String
    private let vendor: VendorProfile
    private let record: RehearsalRecord
    private let whys: [(source: String, why: String, isRequired: Bool)]
    private let coverage: SupportCoverage?
    private let options: [String]
    private let sending: [String]

    /// Describes what to do.
    ///
    /// - Parameters:
    ///   - plan: The plan that was rehearsed.
    ///   - record: The rehearsal.
    ///   - coverage: The contract, where it is known.
    ///   - options: The options that name this installation, as words for a shell.
    ///   - sending: The options of `request send` that name the ways out of this host.
    public init(
        plan: CollectionPlan,
        record: RehearsalRecord,
        coverage: SupportCoverage?,
        options: [String],
        sending: [String] = []
    ) {
        self.sending = sending
        title = plan.profile.title
        vendor = plan.profile.vendor
        self.record = record
        self.coverage = coverage
        self.options = options
        var seen: Set<String> = []
        whys = zip(plan.artifacts, record.verdicts).compactMap { artifact, verdict in
            guard verdict.state != .leftOut, seen.insert(artifact.id).inserted else { return nil }
            return (artifact.id, artifact.why, artifact.isRequired)
        }
    }

    /// The name of its file.
    public static func fileName(product: String, instance: String) -> String {
        let name = instance.map { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) ? $0 : "_" }
        return "supportkit-\(product)-\(String(name.prefix(64)))-runbook.md"
    }

    /// The same as a page for browser and printer, complete in itself; lines end in LF.
    public var page: String {
        RunbookPage(markdown: markdown, title: "When \(title) \(record.instance) misbehaves (\(record.host))").html
    }

    /// The document; lines end in LF.
    public var markdown: String {
        let sections = [head, firstSteps, commands, content, destination, hours, lastRehearsal]
        return sections.joined(separator: "\n")
    }

    // MARK: - Sections

    private var head: String {
        """
        # When \(Self.plain(title)) \(Self.plain(record.instance)) misbehaves

        Host: \(Self.plain(record.host))\(record.environment.map { " (\(Self.plain($0)))" } ?? "")
        Version when this was written: \(Self.plain(record.productVersion ?? "unknown"))
        Written by `supportkit rehearse` on \(record.time); a new rehearsal writes it anew.

        """
    }

    private var firstSteps: String {
        var steps = [
            ("Operator on duty (as \(record.user))", "collects the bundle **before** restarting the server"),
            ("Operator on duty", "says what broke for whom, since when, and what was expected"),
            ("A second person", "checks the request, reads what is in the bundle, and sends it"),
        ]
        if let telephone = coverage?.telephone {
            steps.append(("Operator on duty", "calls \(telephone) when production is down (severity 1)"))
        }
        if let escalation = coverage?.escalation {
            steps.append(("Team lead", "escalates when no answer comes: \(escalation)"))
        }
        var text = "## Who does what\n\n"
        for (number, step) in steps.enumerated() {
            text += "\(number + 1). \(Self.plain(step.0)) \(Self.plain(step.1, keepsEmphasis: true)).\n"
        }
        return text
    }

    private var commands: String {
        let words = ["supportkit", "collect", record.product] + options
        let line = words.map(Self.quoted).joined(separator: " ")
        return """
            ## The commands

            As \(Self.plain(record.user)) on \(Self.plain(record.host)):

                \(line)
                \(line) --around '2026-11-21 01:30' --window 1h
                supportkit request check FILE.eml
                supportkit inspect --verify FILE.tar.gz
                \((["supportkit", "request", "send", "FILE.eml"] + sending).map(Self.quoted).joined(separator: " "))

            The first takes the last 24 hours, or of a server that is down the 24 hours before its logs end; the second what belongs to
            an incident at that time. Both print the names of the files the others need. Without a mail system on this host, open the .eml in a mail program and send it from there.

            """
    }

    private var content: String {
        var text = "## What the bundle contains\n\nSecrets are removed before anything is written.\n\n"
        for row in whys {
            text += "- \(Self.plain(row.source))\(row.isRequired ? ", required" : ""): \(Self.plain(row.why))\n"
        }
        return text
    }

    private var destination: String {
        var lines: [String] = []
        let name = vendor.name.isEmpty ? "the vendor" : vendor.name
        if !vendor.support.isEmpty { lines.append("Requests to \(name): \(vendor.support.joined(separator: ", "))") }
        if let crash = vendor.crash { lines.append("Crash dumps: \(crash)") }
        if let web = vendor.web { lines.append("Support page: \(web)") }
        if let upload = coverage?.upload { lines.append("Bundles too large for e-mail: \(upload)") }
        if lines.isEmpty { lines.append("The profile names no address of the vendor: write it here.") }
        return "## Where it goes\n\n" + lines.map { "- \(Self.plain($0))\n" }.joined()
    }

    private var hours: String {
        guard let coverage else {
            return """
                ## Hours of coverage

                Not known: write them into /etc/supportkit/coverage.yml, with the plan for the hours without cover.

                """
        }
        var text = "## Hours of coverage\n\n"
        if coverage.hours.isAlways {
            text += "Every hour of the week.\n"
        } else {
            let seconds = record.seconds ?? 0
            let week = CoverageWeek(coverage, holding: seconds)
            text += "Times in \(week.timezone).\n\n"
            for line in week.text().split(separator: "\n") { text += "    \(line)\n" }
        }
        for (title, value) in [
            ("Level", coverage.level), ("Outside the hours", coverage.outside),
            ("Until the vendor answers", coverage.fallback ?? "there is no plan yet: agree on one"),
        ] {
            if let value { text += "\n\(title): \(Self.plain(value))\n" }
        }
        return text
    }

    private var lastRehearsal: String {
        var text = "## Last rehearsal\n\n\(Self.plain(record.readiness)), \(record.time)\n"
        let open = record.verdicts.filter { $0.state == .notYet }
        if !open.isEmpty { text += "\nNot yet:\n\n" }
        for verdict in open {
            text += "- \(Self.plain(verdict.source))\(verdict.required ? ", required" : ""): "
            text += Self.plain([verdict.reason, verdict.remedy].compactMap(\.self).joined(separator: "; ")) + "\n"
        }
        return text + "\nRehearse again after every upgrade, after changes of rights, and every 90 days.\n"
    }

    // MARK: - Text

    /// One line in which Markdown sees no markup.
    private static func plain(_ text: String, keepsEmphasis: Bool = false) -> String {
        var plain = ""
        for scalar in TerminalText.escaped(text).unicodeScalars {
            switch scalar {
            case "`", "[", "]", "<", ">", "|": plain += "\\\(scalar)"
            case "*", "_": plain += keepsEmphasis ? "\(scalar)" : "\\\(scalar)"
            default: plain.unicodeScalars.append(scalar)
            }
        }
        return plain
    }

    /// A word as a POSIX shell reads it back.
    private static func quoted(_ word: String) -> String {
        let isPlain = word.utf8.allSatisfy { byte in
            byte.isAlphanumeric || Array("-_./:=,@%+".utf8).contains(byte)
        }
        guard !isPlain || word.isEmpty else { return word }
        return "'" + word.replacing("'", with: "'\\''") + "'"
    }
}
