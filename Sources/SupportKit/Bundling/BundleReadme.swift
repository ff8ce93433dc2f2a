/// The first page a reader of a bundle sees: what it is, what is missing and why, how to verify it.
struct BundleReadme {
    let header: ManifestHeader
    let artifacts: ArtifactRecords
    let name: BundleName
    let notes: [String]
    /// Why artifacts are wanted, by their paths.
    let whys: [String: String]

    var text: String {
        let version =
            header.product.version.map { " \($0)" } ?? (header.lacksVersion(artifacts) ? " (version not found)" : "")
        var text = """
            SUPPORT BUNDLE \(name.stem)

            """
        var rows = [
            ["product", header.product.title + version],
            ["instance", header.instance ?? "-"],
            ["host", header.host],
            ["made", "\(header.created) by supportkit \(header.tool.version)"],
            [
                "incident window",
                header.window.map { "\($0.since ?? "the beginning") to \($0.until ?? "now"), zone \($0.timezone)" }
                    ?? "none given: everything there is",
            ],
            [
                "outcome",
                header.outcome == .complete
                    ? "complete: everything required is here" : "INCOMPLETE: something required is missing, see below",
            ],
        ]
        if let note = header.window?.note { rows.insert(["", note], at: 5) }
        let removed = header.redaction.rules.values.reduce(0, +)
        rows.append([
            "secrets",
            header.redaction.enabled
                ? "\(removed) removed, each replaced by a label such as [REDACTED:password#1]; the same number means the same value"
                : "NOT REMOVED: handle this bundle as you would the passwords in it",
        ])
        text += TextTable.aligned(rows, indent: "  ")
        if !notes.isEmpty {
            text += "\nTO KNOW\n" + notes.map { "  - \(TerminalText.escaped($0))\n" }.joined()
        }
        text += missingText
        text += coverageText
        text += contentText
        text += """

            HOW TO VERIFY
              sha256sum -c \(name.checksum)     the file as a whole\(decryption)
              supportkit inspect --verify \(name.archive)
              manifest.json has size and SHA-256 of every file; redactions.json says how many secrets were removed where.

            Files stand under their category and their absolute path on the host. Files that were compressed there (.gz, .xz,
            .zst, .bz2) are stored as text without that ending. Message data of the product is cut unless it was asked for.

            """
        return text
    }

    /// How to get from the file that was sent to this page, when it was encrypted.
    private var decryption: String {
        name.isEncrypted ? "\n  gpg --output \(name.archive) --decrypt \(name.bundle)" : ""
    }

    private var missingText: String {
        let missing = artifacts.notable.filter { $0.outcome != .collected && $0.outcome != .empty }
        guard !missing.isEmpty else { return "\nWHAT IS MISSING\n  nothing\n" }
        var text = "\nWHAT IS MISSING, AND WHY\n"
        for record in missing.sorted(by: { $0.required && !$1.required }) {
            text +=
                "  \(record.required ? "REQUIRED " : "")\(record.outcome.rawValue): \(TerminalText.escaped(record.source))\n"
            text += "      \(TerminalText.escaped(record.reason ?? record.outcome.meaning))\n"
        }
        return text
    }

    /// What of the incident window each log really covers.
    private var coverageText: String {
        let covered = artifacts.notable.filter { $0.window != nil }
        guard !covered.isEmpty else { return "" }
        var text = "\nWHAT OF THE WINDOW THE LOGS COVER\n"
        for record in covered {
            guard let share = record.coveredShare, let interval = record.coveredInterval else { continue }
            text += "  \(share): \(TerminalText.escaped(record.path)): \(interval)\n"
            if let reason = record.reason { text += "      \(TerminalText.escaped(reason))\n" }
        }
        return text
    }

    private var contentText: String {
        var text = "\nWHAT IS HERE\n"
        let paths = Set(whys.keys.map { Array($0.utf8) })
        let explained = Array(artifacts.stored { paths.contains($0) })
        for category in Category.allCases {
            guard let total = artifacts.totals[category.rawValue] else { continue }
            text +=
                "  \(category.rawValue)/: \(total.files) \(total.files == 1 ? "file" : "files"), \(ByteCount(total.bytes))\n"
            var said: Set<String> = []
            for record in explained where record.category == category.rawValue {
                guard let why = whys[record.path], said.insert(why).inserted else { continue }
                text += "      \(TerminalText.escaped(record.path)): \(why)\n"
            }
        }
        return text
    }
}
