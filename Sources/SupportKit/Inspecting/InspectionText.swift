internal import Platform

/// Explains an ``InspectionReport`` to a person, in plain text without colours.
///
/// Everything from the bundle is escaped.
public struct InspectionText {
    private static let mostCovered = 20

    private let report: InspectionReport
    private var lines: [String] = []

    private init(_ report: InspectionReport) {
        self.report = report
    }

    /// Explains a report.
    ///
    /// - Parameters:
    ///   - report: what inspecting a bundle found.
    ///   - listsEntries: whether every file is listed as well.
    ///   - listsRedactions: whether what was removed is listed file by file.
    /// - Returns: lines of text, the last of which ends in a newline.
    public static func render(
        _ report: InspectionReport,
        listsEntries: Bool = false,
        listsRedactions: Bool = false
    ) -> String {
        var text = InspectionText(report)
        text.addTitle()
        if let manifest = report.manifest {
            text.addHeader(manifest.header)
            text.addContents()
            text.addCoverage(manifest.artifacts)
            text.addAbsences()
            text.addRedactions(manifest.header.redaction)
        }
        if listsRedactions { text.addRedactedFiles() }
        text.addVerification()
        if listsEntries { text.addEntries() }
        return text.lines.joined(separator: "\n") + "\n"
    }

    private mutating func addTitle() {
        let compression = report.compression.map { ", \($0.rawValue)" } ?? ""
        lines.append("\(escaped(report.file))  (\(ByteCount(report.bytes))\(compression))")
    }

    private mutating func addHeader(_ header: ManifestHeader) {
        let window = header.window.map { window in
            "\(escaped(window.since) ?? "the beginning") to \(escaped(window.until) ?? "the end")"
                + "  (\(escaped(window.timezone)))" + (window.note.map { "; \(escaped($0))" } ?? "")
        }
        let version = escaped(header.product.version) ?? "version unknown"
        let evidence = escaped(header.product.versionEvidence).map { ", from \($0)" } ?? ""
        lines.append("")
        addRows(
            [
                ["Product", "\(escaped(header.product.title)) \(version)  (\(escaped(header.product.id))\(evidence))"],
                ["Instance", escaped(header.instance) ?? "not named"],
                ["Host", escaped(header.host)],
                ["Made", "\(escaped(header.created)) by \(toolText(header.tool))"],
                ["Window", window ?? "none: everything was asked for"],
                ["Outcome", outcomeText(header.outcome)],
            ],
            indent: "  ",
            [.left, .left]
        )
    }

    private func toolText(_ tool: ManifestTool) -> String {
        "\(escaped(tool.name)) \(escaped(tool.version)), redaction rules \(escaped(tool.rules))"
    }

    private func outcomeText(_ outcome: BundleOutcome) -> String {
        let short = report.absences.filter(\.outcome.isShortfall)
        let required = short.filter(\.required).count
        guard !short.isEmpty else { return outcome.rawValue }
        let number = short.count == 1 ? "1 artifact falls short" : "\(short.count) artifacts fall short"
        return
            "\(outcome.rawValue): \(number), \(required == 0 ? "none of them required" : "\(required) of them required")"
    }

    /// What of the window each log covers; the first ones where there are many, since the manifest lists them all.
    private mutating func addCoverage(_ artifacts: [ArtifactRecord]) {
        let rows = artifacts.compactMap { artifact in
            artifact.coveredShare.map { ["  \(escaped(artifact.path))", $0, escaped(artifact.coveredInterval) ?? ""] }
        }
        guard !rows.isEmpty else { return }
        lines.append("")
        addRows([["Window covered", "", ""]] + rows.prefix(Self.mostCovered), indent: "", [.left, .left, .left])
        if rows.count > Self.mostCovered {
            lines.append("  and \(rows.count - Self.mostCovered) more in manifest.json")
        }
    }

    private mutating func addContents() {
        var rows = [["Contents", "files", "size", "falling short"]]
        for total in report.categories {
            rows.append([
                "  \(escaped(total.category))", "\(total.files)", "\(ByteCount(total.bytes))",
                total.shortfalls == 0 ? "-" : "\(total.shortfalls)",
            ])
        }
        lines.append("")
        addRows(rows, indent: "", [.left, .right, .right, .right])
    }

    private mutating func addAbsences() {
        let absences = report.absences
        guard !absences.isEmpty else { return }
        lines += ["", "Missing or incomplete"]
        for artifact in absences {
            let requirement = artifact.required ? "required, " : ""
            lines.append("  \(escaped(artifact.path))  (\(requirement)\(artifact.outcome.rawValue))")
            if escaped(artifact.source) != escaped(artifact.path) {
                lines.append("    from: \(escaped(artifact.source))")
            }
            lines.append("    why:  \(escaped(artifact.reason) ?? artifact.outcome.meaning)")
            if artifact.reason == nil, let remedy = artifact.outcome.remedy { lines.append("    help: \(remedy)") }
        }
    }

    private mutating func addRedactions(_ redaction: ManifestRedaction) {
        lines.append("")
        guard redaction.enabled else {
            lines.append("Redaction was switched off: this bundle holds secrets as they were. Handle it accordingly.")
            return
        }
        let rules = redaction.rules.filter { $0.value > 0 }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        guard !rules.isEmpty else {
            lines.append("Redactions: none; no rule found a secret")
            return
        }
        let rows = rules.map { ["  \(escaped($0.key))", "\($0.value)"] }
        addRows([["Redactions", "places"]] + rows, indent: "", [.left, .right])
    }

    private mutating func addRedactedFiles() {
        guard let document = report.redactions else {
            lines += ["", "What was removed where cannot be read from this bundle."]
            return
        }
        lines += ["", "Removed by file; the first lines concerned"]
        for file in document.files {
            let rules = file.rules.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            lines.append("  \(escaped(file.path))")
            for (rule, count) in rules {
                let places = (file.places ?? []).filter { $0.rule == rule }.map { "\($0.line)" }
                let further = count > places.count && !places.isEmpty ? ", …" : ""
                let shown = places.isEmpty ? "" : "  line \(places.joined(separator: ", "))\(further)"
                lines.append("    \(escaped(rule)) \(count)\(shown)")
            }
        }
        if document.files.isEmpty { lines.append("  nothing") }
    }

    private mutating func addVerification() {
        let verdict = report.sha256 == nil ? "not done" : "passed"
        lines += ["", "Verification: \(report.isWhole ? verdict : "FAILED")"]
        if let sha256 = report.sha256 {
            switch report.checksumFile {
            case .absent: lines.append("  SHA-256 \(sha256)  (no .sha256 file to compare with)")
            case .matches: lines.append("  SHA-256 \(sha256)  (as in the .sha256 file)")
            case .differs, .unusable: lines.append("  SHA-256 \(sha256)")
            }
        } else if report.isWhole {
            lines.append("  Of a bundle of this size only index and manifest were read; --verify reads all of it.")
        }
        if report.isWhole, report.sha256 != nil {
            lines.append(
                "  The bundle is intact: every file is as the manifest says, and nothing was added or removed."
            )
        }
        for finding in report.findings {
            lines.append("  \(finding.kind.isFailure ? "failure" : "note"): \(finding.message)")
        }
        if report.furtherFindings > 0 { lines.append("  and \(report.furtherFindings) more") }
        guard !report.isWhole else { return }
        lines.append("  Ask for the bundle again: it was changed after it was made, most likely on its way.")
        if report.manifest == nil {
            lines.append("  Its manifest could not be read; \(report.entries.count) files before the damage could.")
        }
    }

    private mutating func addEntries() {
        lines += ["", "Files"]
        addRows(report.entries.map { ["\($0.bytes)", escaped($0.path)] }, indent: "  ", [.right, .left])
    }

    // MARK: - Layout

    private enum Alignment {
        case left, right
    }

    /// Appends rows in columns, the last of which is not filled up when it is aligned to the left.
    private mutating func addRows(_ rows: [[String]], indent: String, _ alignments: [Alignment]) {
        let widths = alignments.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        for row in rows {
            let cells = alignments.indices.map { column in
                let gap = String(repeating: " ", count: widths[column] - row[column].count)
                return switch alignments[column] {
                case .right: gap + row[column]
                case .left: column == alignments.count - 1 ? row[column] : row[column] + gap
                }
            }
            let line = indent + cells.joined(separator: "  ")
            lines.append(String(line[..<(line.lastIndex { $0 != " " }.map(line.index(after:)) ?? line.startIndex)]))
        }
    }

    private func escaped(_ text: String) -> String {
        TerminalText.escaped(text)
    }

    private func escaped(_ text: String?) -> String? {
        text.map { TerminalText.escaped($0) }
    }
}
