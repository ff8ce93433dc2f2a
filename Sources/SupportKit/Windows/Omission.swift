/// Records that were left out of a log, as a line in their place says it.
struct Omission: Equatable, Sendable {
    /// How many bytes they were.
    let bytes: Int64
    /// When the first of them was written, in nanoseconds since 1970; nil where that is not known.
    let from: Int64?
    /// When the record behind them was written, or where the window ends.
    let to: Int64?

    /// The line, with its end; one begun before it is ended first.
    func line(zone: TimeZoneName, endsLine: Bool = true) -> [UInt8] {
        let number = ByteCount(bytes).exact.prefix { $0 != " " }
        let texts = [from, to].map { time in time.map { Timestamp.text(RecordWindow.seconds($0), zone: zone) } }
        let start = texts[0].map { " from \($0)" } ?? ""
        let end = texts[1].map { " to \($0)" } ?? ""
        let line = "[supportkit: \(number) bytes\(start)\(end) were left out here]\n"
        return Array((endsLine ? line : "\n" + line).utf8)
    }
}
