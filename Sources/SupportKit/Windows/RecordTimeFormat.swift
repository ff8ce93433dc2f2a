/// How the records of one log begin: the ways their times are written, the commonest first.
struct RecordTimeFormat: Equatable, Sendable {
    let shapes: [RecordTimeShape]
    /// Further ones, declared by the profile; they are tried first.
    let patterns: [RecordTimePattern]
    /// Bytes at the beginning of a line that decide whether it begins a record.
    let reach: Int

    /// Bytes of a file's beginning that ``recognise(head:)`` should have.
    static let headSize = 1 << 16

    init(shapes: [RecordTimeShape], patterns: [RecordTimePattern] = []) {
        self.shapes = shapes
        self.patterns = patterns
        reach = (shapes.map(\.reach) + patterns.map(\.reach)).max() ?? 0
    }

    /// The format of a name as profiles write it: of a ``RecordTimeShape``, or of a product that uses one.
    init?(name: String) {
        switch name {
        case "log4j": self.init(shapes: [.iso, .tomcat])
        case "postgresql", "mariadb", "mysql", "gc": self.init(shapes: [.iso])
        default:
            guard let shape = RecordTimeShape(rawValue: name) else { return nil }
            self.init(shapes: [shape])
        }
    }

    /// Every name a profile may write.
    static var names: [String] {
        RecordTimeShape.allCases.map(\.rawValue) + ["log4j", "postgresql", "mariadb", "mysql", "gc"]
    }

    /// The time of the record that the line in `start..<end` begins; nil when it begins none.
    func stamp(in bytes: Span<UInt8>, from start: Int, to end: Int) -> RecordStamp? {
        for pattern in patterns {
            if let stamp = pattern.stamp(in: bytes, from: start, to: min(end, start + pattern.reach)) { return stamp }
        }
        for shape in shapes {
            let limit = min(end, start + shape.reach)
            if let stamp = shape.stamp(in: bytes, from: start, to: limit) { return stamp }
        }
        return nil
    }

    /// Recognises the format from the first bytes of a file; nil when its lines have no times.
    ///
    /// A file may hold several, as a server's output does into which a library writes as well: each that at least one
    /// in twenty of the lines with a time has is taken. What is easily mistaken counts only where half of all lines
    /// have it.
    static func recognise(head: Span<UInt8>) -> RecordTimeFormat? {
        var counts = [Int](repeating: 0, count: RecordTimeShape.allCases.count)
        var lines = 0
        var start = 0
        while start < head.count, lines < 2_000 {
            start = head.firstNonZero(from: start)
            let newline = head.firstNewline(from: start)
            // A line cut by the end of the head counts only when it is the only one.
            if newline == nil, lines > 0 { break }
            let end = newline ?? head.count
            if end > start { lines += 1 }
            for (place, shape) in RecordTimeShape.allCases.enumerated() {
                guard shape.stamp(in: head, from: start, to: min(end, start + shape.reach)) != nil else { continue }
                counts[place] += 1
                break
            }
            start = end + 1
        }
        let stamped = counts.reduce(0, +)
        let found = zip(RecordTimeShape.allCases, counts)
            .filter { shape, count in
                count > 0 && count * 20 >= stamped && (!shape.isEasilyMistaken || count * 2 >= lines)
            }
            .sorted { $0.1 > $1.1 }
            .map(\.0)
        return found.isEmpty ? nil : RecordTimeFormat(shapes: found)
    }
}
