/// Finds the secrets in one line after the other of a text.
///
/// A parser carries what stands over several lines (key blocks, block scalars, elements, quoted texts) in ``mode``, so
/// lines have to come in order. Which lines of a text it is given must not depend on anything but the text.
struct LineParser: ~Copyable {
    /// A rule that could not be carried out on a line: the line is to be masked as a whole.
    struct Failure: Error {}

    let classifier: KeyClassifier
    let grammar: Grammar

    /// The line at hand, without its end.
    var bytes: [UInt8] = []
    /// What is to be replaced in it, in order and apart after ``parse(_:)``.
    var masks: [Mask] = []
    var mode = Mode.plain
    /// The key named by `name="…"`, waiting for `value="…"`.
    var pending = PendingPair()
    /// The secret parts of the document that enclose the line, by indent.
    var scopes = ScopeStack()

    // Of the line at hand.
    var openQuote: UInt8 = 0
    var openLevel = 0
    var openStart = 0
    var firstContent = 0
    var lastPairValue: Value?
    /// Whether the line names a Kubernetes secret, once that was asked.
    var holdsSecretObject: Bool?
    /// Whether the line names the type of a JSON web key, once that was asked.
    var holdsKeyType: Bool?
    /// Lines within which members of a JSON web key may follow.
    var keyTypeLinesLeft = 0
    /// Lines within which the result of a generated password may follow.
    var generatedLinesLeft = 0
    /// Lines within which a login module may name its users.
    var loginModuleLinesLeft = 0
    /// Lines within which every `value` is secret: in `<apikeys>`.
    var secretValueLinesLeft = 0
    /// What `? password` said in YAML, or a name alone on a line in JSON, for the `: x` on the next line.
    var complexKey = KeyClass.none
    /// Within `<property>`, before its `<name>`.
    var propertyIsUnnamed = false
    /// Behind `<entry>`, before its first text.
    var entryIsOpen = false
    /// What stood before the first mark of the key block at hand; see ``noteKeyPrefix(before:)``.
    var keyPrefix: [UInt8] = []
    /// So many more lines of other writers may stand within that block.
    var strangersLeft = 0
    /// Whether the text stood encoded in another one.
    var isWithinEncoding = false
    /// The command of the process whose arguments are read, one a line.
    var process: WordHash?
    /// The value that reaches the end of the bytes, if one does.
    var trailing: (keyClass: KeyClass, quote: UInt8, level: Int)?
    /// The first blank at or behind the place of the last look for a token.
    private var nextBlank = 0
    private let tokens = TokenIndex.shared
    /// Where each byte of the line stood before colours were taken out; empty if there were none.
    private var places: [Int] = []
    /// The classes of names met before, by the lower bits of their hashes; empty before the first, since most short texts
    /// have none.
    private var knownNames: [KnownName] = []
    let effort = Effort()
    private var initialQuote: (quote: UInt8, level: Int) = (0, 0)

    /// More masks than this in a line, and it is masked as a whole.
    private static let maskLimit = 50_000

    init(classifier: KeyClassifier, grammar: Grammar) {
        self.classifier = classifier
        self.grammar = grammar
    }

    private struct KnownName {
        var hash: UInt64
        var count: Int
        var keyClass: KeyClass
    }

    private static let knownNameLimit = 512

    /// The class of the name `range`; logs hold the same few names again and again.
    mutating func keyClass(_ range: Range<Int>) -> KeyClass {
        var hash = WordHash()
        for index in range { hash.add(bytes[index]) }
        let slot = Int(truncatingIfNeeded: hash.value ^ hash.value >> 20) & (Self.knownNameLimit - 1)
        if knownNames.isEmpty {
            knownNames = Array(repeating: KnownName(hash: 0, count: 0, keyClass: .none), count: Self.knownNameLimit)
        }
        if knownNames[slot].hash == hash.value, knownNames[slot].count == range.count {
            return knownNames[slot].keyClass
        }
        let keyClass = classifier.classify(bytes, range)
        knownNames[slot] = KnownName(hash: hash.value, count: range.count, keyClass: keyClass)
        return keyClass
    }

    /// Whether the next line matters even if a search finds nothing in it.
    var isWithinSecret: Bool {
        if case .plain = mode { return pending.linesLeft > 0 }
        return true
    }

    /// Finds the secrets of `line`, which has no line end, and takes up what it leaves open.
    ///
    /// With `continuesLine` the bytes stand in the middle of a longer line. When limits are passed it throws.
    mutating func parse(_ line: Span<UInt8>, continuesLine: Bool = false) throws(Failure) {
        bytes.removeAll(keepingCapacity: true)
        unsafe line.withUnsafeBufferPointer { line in unsafe bytes.append(contentsOf: line) }
        places.removeAll(keepingCapacity: true)
        if bytes.contains(0x1B) { removeColours() }
        masks.removeAll(keepingCapacity: true)
        effort.begin(line: bytes.count)
        if !continuesLine {
            openQuote = 0
            openLevel = 0
            pending.nextLine()
            if keyTypeLinesLeft > 0 { keyTypeLinesLeft -= 1 }
            if generatedLinesLeft > 0 { generatedLinesLeft -= 1 }
            if loginModuleLinesLeft > 0 { loginModuleLinesLeft -= 1 }
            if secretValueLinesLeft > 0 { secretValueLinesLeft -= 1 }
        }
        initialQuote = (openQuote, openLevel)
        nextBlank = 0
        trailing = nil
        lastPairValue = nil
        holdsSecretObject = nil
        holdsKeyType = nil
        firstContent = bytes.firstIndex { !$0.isBlank } ?? bytes.count

        if !continuesLine { noteCommand() }
        let start = try continueMode()
        if start < bytes.count {
            if start == 0, !continuesLine, parseRecord() || orphanedKeyLine() || tableHead() {
                // The line was a record of a known file.
            } else {
                if start == 0, !continuesLine { enterScopes() }
                try scan(from: start)
            }
        }
        tidyMasks()
        if !places.isEmpty { restorePlaces() }
    }

    // MARK: - Colours

    /// Takes the colour sequences of terminals out of the line, and notes where what is left stood.
    private mutating func removeColours() {
        var kept: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == 0x1B, byte(index + 1) == 0x5B {
                var end = index + 2
                while byte(end).isDigit || byte(end) == 0x3B { end += 1 }
                if byte(end).isLetter {
                    index = end + 1
                    continue
                }
            }
            kept.append(bytes[index])
            places.append(index)
            index += 1
        }
        bytes = kept
    }

    private mutating func restorePlaces() {
        for index in masks.indices {
            masks[index].end = places[masks[index].end - 1] + 1
            masks[index].start = places[masks[index].start]
        }
    }

    // MARK: - The one pass over a line

    mutating func scan(from start: Int) throws(Failure) {
        var index = start
        while index < bytes.count {
            guard masks.count < Self.maskLimit, !effort.isExhausted else { throw Failure() }
            let byte = bytes[index]
            var next: Int?
            switch byte {
            case 0x22, 0x27:
                trackQuote(at: index)
                if openQuote == 0, self.byte(index + 1) == 0x2E { next = characters(before: index) }
            case 0x3D: next = equals(at: index)
            case 0x3A: next = colon(at: index)
            case 0x3E: next = tagEnd(at: index)
            case 0x25: next = escapedSeparator(at: index)
            case 0x5C: next = unicodeSeparator(at: index)
            case 0x20, 0x09: next = blank(at: index)
            case 0x2D: next = dash(at: index)
            case 0x28: next = bracket(at: index)
            case 0x26: next = escapedTagEnd(at: index)
            case 0x3B, 0x7E: next = oddSeparator(at: index)
            case 0x7D:
                lastPairValue = nil
                next = resolved(at: index) ?? matchedHeader(at: index)
            case 0x2C: next = pairItem(at: index)
            case 0xEF: next = wideColon(at: index)
            case 0x40: next = easyConnect(at: index)
            case 0x7C: next = pipe(at: index)
            case 0x5B:
                if let end = Label.end(bytes, from: index, before: bytes.count) { next = end }
            case 0x24, 0x7B, 0x2A, 0x5F: next = token(at: index)
            default:
                if byte.isAlphanumeric || byte == 0x2B || byte == 0x2F, startsToken(index) {
                    next = token(at: index) ?? recordPrefix(at: index) ?? encodedText(at: index, before: nextBlank)
                }
            }
            index = max(next ?? 0, index + 1)
        }
    }

    private mutating func trackQuote(at index: Int) {
        let byte = bytes[index]
        let level = backslashes(before: index)
        if openQuote == 0 {
            // `"{"user":"bob"}"`: quotes around an object that nobody escaped.
            if byte == .doubleQuote, level == 0, self.byte(index + 1) == 0x7B, self.byte(index + 2) == byte,
                !grammar.isParsedThroughout
            {
                return
            }
            if byte == .singleQuote, index > 0, bytes[index - 1].isAlphanumeric { return }
            openQuote = byte
            openLevel = level
            openStart = index
        } else if byte == openQuote, level == openLevel {
            openQuote = 0
        }
    }

    /// Takes the quotation that is open at `index` for the one that the next bytes are in.
    mutating func rewindQuotes(to index: Int) {
        (openQuote, openLevel) = initialQuote
        for position in 0..<min(index, bytes.count) where bytes[position] == 0x22 || bytes[position] == 0x27 {
            trackQuote(at: position)
        }
    }

    func backslashes(before index: Int) -> Int {
        var count = 0
        while index - count > 0, bytes[index - count - 1] == .backslash { count += 1 }
        return count
    }

    /// Whether a token may start here: not within a word, unless the letters before belong to an escape.
    ///
    /// Mutating, because the compiler else copies the whole parser for each letter that is asked about.
    @inline(__always)
    private mutating func startsToken(_ index: Int) -> Bool {
        guard index > 0 else { return true }
        let previous = bytes[index - 1]
        guard previous.isAlphanumeric else { return true }
        if bytes[index] == 0x65, byte(index + 1) == 0x79, byte(index + 2) == 0x4A { return true }
        if index > 5, bytes[index - 6] == .backslash, has("\\u00", at: index - 6) { return true }
        if index > 1, bytes[index - 2] == .backslash, previous.isAny(of: "nrt") { return true }
        return index > 2 && bytes[index - 3] == 0x25 && previous.isHexDigit && bytes[index - 2].isHexDigit
    }

    private mutating func token(at index: Int) -> Int? {
        if index >= nextBlank {
            nextBlank = index
            while nextBlank < bytes.count, !bytes[nextBlank].isSpace { nextBlank += 1 }
        }
        guard let (form, end) = tokens.match(bytes, at: index, before: nextBlank, effort: effort) else { return nil }
        if TokenForm.builtIn[form].isAmbiguous, isDigest(before: index) { return nil }
        add(index..<end, rule: BuiltInRule.allCases.count + form, teaches: false)
        return end
    }

    /// Masks the name of a user that is a token by its form.
    mutating func nameToken(_ start: Int, before end: Int) {
        guard let (form, tokenEnd) = tokens.match(bytes, at: start, before: end), tokenEnd <= end else { return }
        add(start..<tokenEnd, rule: BuiltInRule.allCases.count + form, teaches: false)
    }

    /// Whether what stands before says that this is a digest or a signature: `sha512-…`, `"integrity": "…`.
    private func isDigest(before index: Int) -> Bool {
        var end = index
        while end > 0, bytes[end - 1].isQuote || bytes[end - 1].isBlank || bytes[end - 1].isAny(of: "=:-") { end -= 1 }
        let name = wordBefore(end)
        guard !name.isEmpty else { return false }
        return Self.digestWords.contains { text in
            let count = text.utf8CodeUnitCount
            return (name.lowerBound...max(name.lowerBound, name.upperBound - count)).contains { has(text, at: $0) }
        }
    }

    private static let digestWords: [StaticString] = [
        "sha", "integrity", "digest", "checksum", "signature", "hash", "sig", "etag", "public", "nonce", "md5",
    ]

    // MARK: - Masks

    mutating func add(_ range: Range<Int>, rule: BuiltInRule, style: Mask.Style = .label, teaches: Bool? = nil) {
        add(range, rule: rule.rawValue, style: style, teaches: teaches ?? rule.teaches)
    }

    mutating func add(_ range: Range<Int>, rule: Int, style: Mask.Style = .label, teaches: Bool) {
        guard !range.isEmpty else { return }
        masks.append(Mask(start: range.lowerBound, end: range.upperBound, rule: rule, style: style, teaches: teaches))
    }

    /// Puts the masks in order; of two that overlap the earlier grows.
    private mutating func tidyMasks() {
        var isTidy = true
        for index in masks.indices.dropFirst() where masks[index].start < masks[index - 1].end { isTidy = false }
        guard !isTidy else { return }
        masks.sort { ($0.start, $1.end) < ($1.start, $0.end) }
        var kept: [Mask] = []
        for mask in masks {
            if let last = kept.last, mask.start < last.end {
                kept[kept.count - 1].end = max(last.end, mask.end)
            } else {
                kept.append(mask)
            }
        }
        masks = kept
    }

    // MARK: - Reading

    /// The byte at `index`, 0 outside the line.
    @inline(__always)
    func byte(_ index: Int) -> UInt8 {
        index >= 0 && index < bytes.count ? bytes[index] : 0
    }

    func skipBlanks(_ index: Int) -> Int {
        var index = index
        while index < bytes.count, bytes[index].isBlank { index += 1 }
        return index
    }

    /// Whether `text`, in lower case, stands at `index`, in either case.
    func has(_ text: StaticString, at index: Int) -> Bool {
        let count = text.utf8CodeUnitCount
        guard index >= 0, index + count <= bytes.count else { return false }
        return text.withUTF8Buffer { text in
            for offset in 0..<count where unsafe bytes[index + offset].lowered != text[offset] { return false }
            return true
        }
    }

    /// The hash of the word `range`, in lower case.
    func word(_ range: Range<Int>) -> WordHash {
        var hash = WordHash()
        for index in range { hash.add(bytes[index].lowered) }
        return hash
    }

    /// The word of letters, digits, `_`, `-` and `.` that ends before `end`.
    func wordBefore(_ end: Int) -> Range<Int> {
        var start = end
        while start > 0, bytes[start - 1].isNameByte { start -= 1 }
        return start..<end
    }
}
