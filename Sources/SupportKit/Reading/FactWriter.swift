internal import Platform
internal import SystemPackage

/// Writes the texts that supportkit makes itself from what the system says.
struct FactWriter {
    let files: HostFileSystem
    private let table = ProcessTable()

    /// A setting whose observed value differs from what the vendor recommends.
    struct Deviation: Equatable {
        let title: String
        let observed: String
        let recommended: String
    }

    init(files: HostFileSystem) {
        self.files = files
    }

    /// The text of a sheet.
    func text(of sheet: FactSheet) -> String {
        switch sheet {
        case .settings(let collector, let process): settingsText(collector, process)
        case .process(let process): processText(process)
        case .listing(let patterns, let maximum): listingText(patterns, maximum)
        }
    }

    /// The settings that differ from the recommendation.
    func deviations(_ collector: SettingsCollector, process: Int32?) -> [Deviation] {
        collector.rows.compactMap { row in
            let judged = judge(row, process)
            guard judged.isDeviation else { return nil }
            return Deviation(title: row.title, observed: judged.observed, recommended: judged.recommended)
        }
    }

    // MARK: - Settings

    private func settingsText(_ collector: SettingsCollector, _ process: Int32?) -> String {
        var rows = [["setting", "observed", "recommended", "verdict"]]
        var notes: [String] = []
        for row in collector.rows {
            let judged = judge(row, process)
            rows.append([
                row.title, judged.observed, judged.recommended, judged.isDeviation ? "differs" : judged.verdict,
            ])
            if let note = row.note { notes.append("\(row.title): \(note)") }
        }
        var text = "Settings of this system against those recommended in: \(collector.source)\n"
        text +=
            process.map { "Limits are those of the running server, process \($0).\n\n" }
            ?? "No server is running: limits are those of this supportkit process.\n\n"
        text += TextTable.aligned(rows)
        if !notes.isEmpty { text += "\n" + notes.joined(separator: "\n") + "\n" }
        return text
    }

    private struct Judgement {
        var observed: String
        var recommended: String
        var isDeviation: Bool
        var verdict = "as recommended"
    }

    private func judge(_ row: SettingProfile, _ process: Int32?) -> Judgement {
        let recommended = [
            row.equals.map { "\($0)" }, row.minimum.map { "at least \($0)" },
            row.recommended.map { row.minimum == nil ? "at least \($0)" : "better \($0)" },
            row.choices.isEmpty ? nil : row.choices.joined(separator: " or "),
        ].compactMap(\.self).joined(separator: ", ")
        guard let observed = observed(row, process) else {
            return Judgement(
                observed: "not readable",
                recommended: recommended,
                isDeviation: false,
                verdict: "not known"
            )
        }
        var isDeviation = false
        if let equals = row.equals { isDeviation = observed != equals }
        if !row.choices.isEmpty { isDeviation = !row.choices.contains(observed) }
        if let least = row.recommended ?? row.minimum, observed != "unlimited" {
            isDeviation = Int64(observed).map { $0 < least } ?? true
        }
        return Judgement(observed: observed, recommended: recommended, isDeviation: isDeviation)
    }

    private func observed(_ row: SettingProfile, _ process: Int32?) -> String? {
        if let file = row.file {
            guard let text = table.text(of: FilePath(file)) else { return nil }
            // `always [madvise] never`: the word in brackets is in force.
            if let open = text.firstIndex(of: "["), let close = text[open...].firstIndex(of: "]") {
                return String(text[text.index(after: open)..<close])
            }
            return text.split(whereSeparator: \.isWhitespace).first.map(String.init)
        }
        guard let limit = row.limit else { return nil }
        let place = process.map { "/proc/\($0)/limits" } ?? "/proc/self/limits"
        guard let text = table.text(of: FilePath(place)) else { return nil }
        let line = text.split(separator: "\n").first { $0.hasPrefix(limit) }
        return line?.dropFirst(limit.count).split(whereSeparator: \.isWhitespace).first.map(String.init)
    }

    // MARK: - Process

    private func processText(_ process: ProductProcess) -> String {
        var rows: [[String]] = [["process", "\(process.identifier)"]]
        rows.append([
            "executable",
            (process.executable?.displayText ?? "not readable")
                + (process.isExecutableDeleted ? " (replaced or removed since)" : ""),
        ])
        rows.append(["working directory", process.workingDirectory?.displayText ?? "not readable"])
        rows.append(["command line", process.arguments.joined(separator: " ")])
        rows.append(["started", process.started.map { Timestamp.text($0) } ?? "not known"])
        rows.append(["user", process.user.map(Accounts.userName) ?? "not known"])
        for (index, output) in process.outputs.enumerated() {
            rows.append([index == 0 ? "standard output" : "standard error", output])
        }
        var text = TextTable.aligned(rows)
        for name in ["limits", "status", "io", "sched", "cgroup", "numa_maps", "smaps_rollup", "oom_score"] {
            let path = FilePath("/proc/\(process.identifier)/\(name)")
            guard let content = table.text(of: path), !content.isEmpty else { continue }
            text += "\n--- \(path.displayText)\n\(content)"
            if !content.hasSuffix("\n") { text += "\n" }
        }
        return text
    }

    // MARK: - Listing

    /// The files a listing names.
    func listed(_ patterns: [String], _ maximum: Int) -> [FilePath] {
        patterns.flatMap { FileFinder(files: files).find($0, maximum: maximum).files.map(\.path) }
    }

    private func listingText(_ patterns: [String], _ maximum: Int) -> String {
        var rows = [["bytes", "modified", "owner", "mode", "name"]]
        var problems: [String] = []
        for pattern in patterns {
            let findings = FileFinder(files: files).find(pattern, maximum: maximum)
            for match in findings.files {
                rows.append([
                    "\(match.status.size)", Timestamp.text(match.status.modified),
                    match.status.ownerText,
                    ArtifactRecord.modeText(match.status.permissions), match.path.displayText,
                ])
            }
            problems += findings.problems.map { "\($0.error)" }
        }
        var text = "Files that exist and are not taken (patterns: \(patterns.joined(separator: ", ")))\n\n"
        text += rows.count > 1 ? TextTable.aligned(rows) : "none\n"
        if !problems.isEmpty { text += "\n" + problems.joined(separator: "\n") + "\n" }
        return text
    }
}

extension FileStatus {
    /// `user:group`.
    var ownerText: String { "\(Accounts.userName(owner)):\(Accounts.groupName(group))" }
}
