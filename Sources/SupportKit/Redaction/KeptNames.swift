internal import Platform

/// Names that look like those of secrets and behind which nothing was removed, with the reason, for people who ask.
///
/// Runs only when an explanation is wanted; it decides nothing.
struct KeptNames {
    private struct Candidate {
        let name: Range<Int>
        let value: Range<Int>
        let separator: UInt8?
    }

    let classifier: KeyClassifier
    let onlyNUL: Bool

    /// Explains the names at `hits`, in order, that begin in the range and have no mask at or behind them.
    func explanations(
        _ block: Span<UInt8>,
        from start: Int,
        to end: Int,
        hits: [ShapeScanner.Hit],
        masks: [Mask]
    ) -> [(range: Range<Int>, name: String, why: String)] {
        var found: [(range: Range<Int>, name: String, why: String)] = []
        var masks = masks[...]
        for hit in hits {
            guard let candidate = candidate(block, at: hit.end) else { continue }
            guard candidate.name.lowerBound >= start, candidate.name.lowerBound < end else { continue }
            if let last = found.last, candidate.name.lowerBound < last.range.upperBound { continue }
            masks = masks.drop { $0.end <= candidate.name.lowerBound }
            if let mask = masks.first, mask.start <= candidate.value.upperBound { continue }
            var name: [UInt8] = []
            for index in candidate.name { name.append(block[index]) }
            found.append((candidate.name, String(decoding: name, as: UTF8.self), reason(block, candidate, name)))
        }
        return found
    }

    private func candidate(_ block: Span<UInt8>, at end: Int) -> Candidate? {
        var start = end
        while start > 0, block[start - 1].isNameByte, end - start < 160 { start -= 1 }
        var nameEnd = end
        while nameEnd < block.count, block[nameEnd].isNameByte, nameEnd - start < 200 { nameEnd += 1 }
        guard start < nameEnd else { return nil }
        var index = nameEnd
        while index < block.count, block[index].isBlank || block[index].isQuote { index += 1 }
        var separator: UInt8?
        if index < block.count, block[index].isAny(of: "=:>") {
            separator = block[index]
            index += 1
        }
        while index < block.count, block[index].isBlank || block[index].isQuote { index += 1 }
        let begin = index
        while index < block.count, block[index] != 0, onlyNUL || !block[index].isSpace, !block[index].isQuote,
            block[index] != 0x3C, index - begin < 4_096
        {
            index += 1
        }
        return Candidate(name: start..<nameEnd, value: begin..<index, separator: separator)
    }

    private func reason(_ block: Span<UInt8>, _ candidate: Candidate, _ name: [UInt8]) -> String {
        guard candidate.separator != nil else { return "a word, with no separator and value behind it" }
        guard classifier.classify(name, 0..<name.count) != .none else { return "a setting whose name says no secret" }
        guard !candidate.value.isEmpty else { return "no value behind it" }
        var value: [UInt8] = []
        for index in candidate.value { value.append(block[index]) }
        let whole = 0..<value.count
        if Label.starts(value, at: 0, before: value.count) { return "redacted before" }
        if Placeholder.isNone(value, whole) {
            return "its value is a placeholder, a reference, a path or a word for none"
        }
        if Placeholder.isProse(value, whole) { return "its value is a word of a sentence" }
        return "its value does not look like a secret of this kind"
    }
}
