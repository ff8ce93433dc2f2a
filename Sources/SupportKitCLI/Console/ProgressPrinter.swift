internal import Platform
internal import SupportKit

/// Shows what the collection does: one line that is rewritten on a terminal, lines for what went wrong elsewhere.
final class ProgressPrinter {
    private let console: Console
    private let total: Int64
    private let isLive: Bool
    private let clock = ContinuousClock()
    private var read: Int64 = 0
    private var lastDraw: ContinuousClock.Instant?
    private var position = ""
    /// What was warned of: where --max-size makes the bundle anew, an artifact falls short once more.
    private var warned: Set<String> = []

    init(console: Console, total: Int64) {
        self.console = console
        self.total = total
        isLive = ThisProcess.isTerminal(2) && console.level == .normal && ThisProcess.environment("TERM") != "dumb"
    }

    func show(_ event: BundleEvent) {
        switch event {
        case .began(let index, let count, let source):
            if index == 0 { read = 0 }
            position = "\(index + 1)/\(count) \(source)"
            draw(force: false)
            console.detail("[\(index + 1)/\(count)] \(source)")
        case .read(let bytes):
            read += bytes
            draw(force: false)
        case .ended(let record):
            guard record.outcome.isShortfall else { return }
            let line =
                "\(record.required ? "required, " : "")\(record.outcome.rawValue): \(record.source)"
                + (record.reason.map { ": \($0)" } ?? "")
            guard record.required || console.level == .verbose else { return }
            guard warned.insert("\(record.outcome) \(record.path)").inserted else { return }
            clear()
            console.warn(line)
        }
    }

    func finish() {
        clear()
    }

    private func draw(force: Bool) {
        guard isLive else { return }
        let now = clock.now
        if let lastDraw, !force, now - lastDraw < .milliseconds(100) { return }
        lastDraw = now
        let share = total > 0 ? min(100, Int(read * 100 / total)) : 0
        let bar = String(repeating: "#", count: share / 5) + String(repeating: ".", count: 20 - share / 5)
        let line = "[\(bar)] \(ByteCount(read)) of \(ByteCount(total))  \(position)"
        let width = ThisProcess.columns(of: 2) - 1
        StandardError.write("\r\u{1B}[K" + String(TerminalText.escaped(line).prefix(width)))
    }

    private func clear() {
        guard isLive, lastDraw != nil else { return }
        StandardError.write("\r\u{1B}[K")
    }
}
