internal import Platform

/// Leaves out log records that hold the product's message data, whatever their number of lines.
///
/// A record begins at a line that begins with a date (`2026-11-21…`) and goes on to the next such line. A record whose
/// first line has one of the given texts is cut behind the word the text ends in, and a remark takes the place of the
/// rest. Everything else passes byte for byte. Memory: one line, at most 64 KiB of it.
struct RecordFilter {
    private let texts: [[UInt8]]
    private var line: [UInt8] = []
    private var isLineDecided = false
    private var isOmitting = false
    /// Records cut so far.
    private(set) var omitted = 0

    private static let decisionLength = 65_536
    private static let remark = Array(" [supportkit: message data left out]".utf8)

    /// Creates a filter; with `startsInside`, what comes before the first whole record is left out, since a record that
    /// was cut may hold message data.
    init(texts: [String], startsInside: Bool = false) {
        self.texts = texts.map { Array($0.utf8) }
        isOmitting = startsInside
    }

    /// Takes a chunk and passes on what stays.
    mutating func consume(_ chunk: Span<UInt8>, into push: (Span<UInt8>) throws -> Void) throws {
        var start = 0
        if !line.isEmpty || isLineDecided {
            // The line that began in the chunk before.
            let end = chunk.firstIndex(of: [UInt8(ascii: "\n")]).map { $0 + 1 }
            start = end ?? chunk.count
            try take(chunk.extracting(0..<start), endsLine: end != nil, into: push)
        }
        // Most of a log has no such record: its whole lines pass without being looked at one by one.
        if !isOmitting, let end = chunk.lastIndex(of: UInt8(ascii: "\n")), end >= start {
            let whole = chunk.extracting(start...end)
            if !texts.contains(where: { whole.contains($0) }) {
                try push(whole)
                start = end + 1
            }
        }
        var index = start
        while index < chunk.count {
            let isEnd = chunk[index] == UInt8(ascii: "\n")
            index += 1
            guard isEnd else { continue }
            try take(chunk.extracting(start..<index), endsLine: true, into: push)
            start = index
        }
        if start < chunk.count { try take(chunk.extracting(start..<chunk.count), endsLine: false, into: push) }
    }

    /// Passes on an unfinished last line.
    mutating func finish(into push: (Span<UInt8>) throws -> Void) throws {
        if !line.isEmpty { try decide(into: push) }
    }

    private mutating func take(_ piece: Span<UInt8>, endsLine: Bool, into push: (Span<UInt8>) throws -> Void) throws {
        var rest = 0
        if !isLineDecided {
            // However the line is cut into chunks, the same bytes decide.
            rest = min(piece.count, Self.decisionLength - line.count)
            line.append(copying: piece.extracting(0..<rest))
            if endsLine && rest == piece.count || line.count >= Self.decisionLength { try decide(into: push) }
        }
        if isLineDecided, !isOmitting, rest < piece.count { try push(piece.extracting(rest..<piece.count)) }
        if endsLine { isLineDecided = false }
    }

    private mutating func decide(into push: (Span<UInt8>) throws -> Void) throws {
        let current = line
        line.removeAll(keepingCapacity: true)
        isLineDecided = true
        if Self.beginsRecord(current) { isOmitting = false }
        // A remark of our own, such as on what was left out before, is no part of a record.
        if current.starts(with: "[supportkit: ".utf8) { return try push(current.span) }
        guard !isOmitting else { return }
        guard Self.beginsRecord(current), let end = cut(current) else { return try push(current.span) }
        isOmitting = true
        omitted += 1
        let shortened = current[..<end] + Self.remark + [UInt8(ascii: "\n")]
        try push(Array(shortened).span)
    }

    /// Where a record with one of the texts is cut.
    private func cut(_ line: [UInt8]) -> Int? {
        for text in texts where line.count > text.count {
            for start in 0...(line.count - text.count) where line[start] == text[0] {
                guard line[start..<start + text.count].elementsEqual(text) else { continue }
                let rest = line[(start + text.count)...]
                return rest.firstIndex { $0 <= UInt8(ascii: " ") } ?? line.count
            }
        }
        return nil
    }

    private static func beginsRecord(_ line: [UInt8]) -> Bool {
        guard line.count >= 10 else { return false }
        for (index, byte) in line.prefix(10).enumerated() {
            let isHyphen = index == 4 || index == 7
            guard isHyphen ? byte == UInt8(ascii: "-") : (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else {
                return false
            }
        }
        return true
    }
}
