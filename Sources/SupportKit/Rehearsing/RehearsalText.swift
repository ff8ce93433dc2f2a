/// A rehearsal for people.
public enum RehearsalText {
    /// Every verdict with reason and remedy, and the readiness line at the end.
    ///
    /// What stands in the way comes last, beside the line that counts it: of a long table a terminal shows the end.
    public static func table(_ record: RehearsalRecord) -> String {
        let verdicts = record.verdicts.filter { !$0.isObstacle } + record.verdicts.filter(\.isObstacle)
        var rows: [[String]] = []
        for verdict in verdicts {
            rows.append([
                name(of: verdict.state), verdict.required ? "required" : "optional",
                verdict.bytes.map { ByteCount($0).description } ?? "-",
                verdict.outcome == nil ? "-" : "\(verdict.milliseconds) ms",
                verdict.source + (verdict.state == .notYet ? "" : verdict.reason.map { "  (\($0))" } ?? ""),
            ])
        }
        var text = ""
        let lines = TextTable.aligned(rows).split(separator: "\n", omittingEmptySubsequences: false)
        for (verdict, line) in zip(verdicts, lines) {
            text += "\(line)\n"
            guard verdict.state == .notYet else { continue }
            if let reason = verdict.reason { text += "    \(reason)\n" }
            if let remedy = verdict.remedy { text += "    remedy: \(remedy)\n" }
        }
        return text + record.readiness
    }

    /// The last rehearsal of each instance, from records by instance, the newest last.
    public static func status(_ groups: [[RehearsalRecord]]) -> String {
        var rows: [[String]] = []
        for last in groups.compactMap(\.last) {
            rows.append([
                last.isReady ? "ready" : "NOT READY", "\(last.product) \(last.instance)",
                [last.host, last.environment].compactMap(\.self).joined(separator: ", "), last.user, last.time,
                last.productVersion ?? "version unknown",
            ])
        }
        return TextTable.aligned(rows)
    }

    private static func name(of state: RehearsalVerdict.State) -> String {
        switch state {
        case .ready: "ready"
        case .notYet: "not yet"
        case .leftOut: "left out"
        }
    }
}
