internal import Platform
internal import Synchronization

/// Values that were found to be secret in one place and are removed everywhere after it.
///
/// Holds the values themselves, in memory only, bounded in number and length. Each is searched in the forms in which
/// programs write it: plain, escaped for URLs, XML and JSON, and within base 64.
final class LearnedSecrets: Sendable {
    /// A form of a value, ready to be searched.
    struct Form: Sendable {
        let bytes: [UInt8]
        /// The value, for its number.
        let value: [UInt8]
        let rule: BuiltInRule
        /// Must not stand within a longer word.
        let isWord: Bool
    }

    /// The forms known at one moment.
    final class Snapshot: Sendable {
        let forms: [Form]
        let database: ShapeScanner.Database

        init?(_ forms: [Form], engine: ShapeScanner.Engine) throws(RedactionError) {
            guard !forms.isEmpty else { return nil }
            self.forms = forms
            do {
                database = try ShapeScanner.Database(literals: forms.map(\.bytes), engine: engine)
            } catch {
                throw RedactionError(error)
            }
        }
    }

    private struct State {
        var values: Set<[UInt8]> = []
        var configured: Set<[UInt8]> = []
        /// It only ever grows at its end.
        var forms: [Form] = []
        /// The first of these.
        var snapshot: Snapshot?
        /// Texts that had to be searched for the others one by one since the last was learned.
        var asks = 0
    }

    private let state: Mutex<State>
    private let engine: ShapeScanner.Engine

    private static let limit = 2048
    /// After so many texts that taught nothing a search for all is worth its preparation.
    private static let patience = 64
    private static let lengths = 6...256

    /// Starts with the literals of a configuration.
    init(literals: [String], engine: ShapeScanner.Engine) {
        self.engine = engine
        var state = State()
        for literal in literals {
            let value = Array(literal.utf8)
            for form in Self.forms(of: value, rule: .literal, isWord: false) { state.forms.append(form) }
            state.values.insert(value)
            state.configured.insert(value)
        }
        self.state = Mutex(state)
    }

    /// Notes `value` if it is telling enough to be searched on its own.
    ///
    /// - Parameters:
    ///   - value: the value as it stands in the text.
    ///   - isConfigured: whether it stood in a configuration, and not in a log.
    /// - Returns: the forms that were not known.
    func learn(_ value: [UInt8], isConfigured: Bool) -> [Form] {
        // As it stands in a file a value may be escaped; elsewhere it is not.
        ([value] + Self.unescaped(value)).flatMap { learnOne($0, isConfigured: isConfigured) }
    }

    private func learnOne(_ value: [UInt8], isConfigured: Bool) -> [Form] {
        guard Self.isTelling(value), isConfigured || !Self.isText(value) else { return [] }
        return state.withLock { state in
            guard state.values.count < Self.limit else { return [] }
            let isWord = !value.contains { !$0.isAlphanumeric } && value.count < 12
            if isConfigured, !isWord { state.configured.insert(value) }
            guard state.values.insert(value).inserted else { return [] }
            let forms = Self.forms(of: value, rule: .learned, isWord: isWord)
            state.forms += forms
            state.asks = 0
            return forms
        }
    }

    /// The values that must not stand anywhere: those of configurations, and the literals that were given.
    ///
    /// Words are not among them: within a longer word they may stand.
    var configured: [[UInt8]] { state.withLock { $0.configured.sorted { $0.lexicographicallyPrecedes($1) } } }

    /// Whether exactly this was found to be secret.
    func knows(_ value: [UInt8]) -> Bool { state.withLock { $0.values.contains(value) } }

    /// How many forms are known; it only ever grows.
    var count: Int { state.withLock { $0.forms.count } }

    /// What is known now: most of it ready to be searched at once, and the latest forms, to be searched one by one.
    ///
    /// - Parameter limit: the most of these; preparing a search takes milliseconds.
    /// - Returns: both.
    /// - Throws: ``RedactionError`` when a search cannot be prepared.
    func snapshot(recent limit: Int) throws(RedactionError) -> (known: Snapshot?, recent: ArraySlice<Form>) {
        let (forms, known, asks) = state.withLock { state in
            state.asks += 1
            return (state.forms, state.snapshot, state.asks)
        }
        let ready = known?.forms.count ?? 0
        let recent = forms.count - ready
        guard recent > limit || (recent > 0 && asks > Self.patience) else { return (known, forms[ready...]) }
        let fresh = try Snapshot(forms, engine: engine)
        state.withLock { state in
            if state.snapshot?.forms.count ?? 0 < forms.count { state.snapshot = fresh }
        }
        return (fresh, [])
    }

    // MARK: - Guards

    /// At least eight bytes, or six of mixed kinds; no plain word that texts may hold for other reasons.
    private static func isTelling(_ value: [UInt8]) -> Bool {
        guard lengths.contains(value.count), !value.contains(where: { $0 < 0x20 }) else { return false }
        var kinds = (lower: false, upper: false, digit: false, other: false)
        var distinct = Set<UInt8>()
        for byte in value {
            if byte.isLower {
                kinds.lower = true
            } else if byte.isUpper {
                kinds.upper = true
            } else if byte.isDigit {
                kinds.digit = true
            } else {
                kinds.other = true
            }
            distinct.insert(byte)
        }
        let count = [kinds.lower, kinds.upper, kinds.digit, kinds.other].count { $0 }
        guard distinct.count >= 4 else { return false }
        if count == 1 {
            // Numbers are times and sizes; words are words.
            return kinds.lower && value.count >= 9 && !commonWords.contains(WordHash(value))
        }
        if count == 2, kinds.lower, kinds.upper, value.dropFirst().allSatisfy(\.isLower) {
            return value.count >= 9 && !commonWords.contains(WordHash(value.map(\.lowered)))
        }
        if value.allSatisfy({ $0.isDigit || $0.isAny(of: ".:-/ ") }) { return false }
        return value.count >= 8 || count >= 3
    }

    /// Words and names alone: of a log or a text they are searched nowhere else.
    private static func isText(_ value: [UInt8]) -> Bool {
        value.allSatisfy { $0.isLetter || $0.isAny(of: " _-.,:;/()[]{}<>'\"`") }
    }

    private static let commonWords = WordHash.set(
        """
        production development staging database postgres postgresql localhost administrator application configuration
        anonymous monitoring replication replicator developer management websphere weblogic changeit changeme
        superuser supervisor container kubernetes openshift elasticsearch analytics warehouse reporting messaging
        scheduler transport transports instances component components directory directories extension processor
        connector connection connections authenticate authenticator certificate encryption subscriber subscription
        passphrase passwords credentials credential authorization placeholder whitespace
        publisher subscribe statistics heartbeat bookmark transaction transactions snapshots benchmark
        """
    )

    // MARK: - Forms

    /// What `value` stands for if it is escaped for XML, for JSON or for a URL.
    private static func unescaped(_ value: [UInt8]) -> [[UInt8]] {
        var texts: [[UInt8]] = []
        if value.contains(0x26), value.contains(0x3B) { texts.append(xmlUnescaped(value)) }
        if value.contains(.backslash) { texts.append(backslashUnescaped(value)) }
        if value.contains(0x25) { texts.append(urlUnescaped(value)) }
        return texts.filter { $0 != value }
    }

    private static func xmlUnescaped(_ value: [UInt8]) -> [UInt8] {
        let entities: [(String, UInt8)] = [
            ("&amp;", 0x26), ("&lt;", 0x3C), ("&gt;", 0x3E), ("&quot;", 0x22), ("&apos;", 0x27),
        ]
        var text: [UInt8] = []
        var index = 0
        while index < value.count {
            if let (name, byte) = entities.first(where: { value[index...].starts(with: $0.0.utf8) }) {
                text.append(byte)
                index += name.utf8.count
            } else {
                text.append(value[index])
                index += 1
            }
        }
        return text
    }

    private static func backslashUnescaped(_ value: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        var index = 0
        while index < value.count {
            if value[index] == .backslash, index + 1 < value.count { index += 1 }
            text.append(value[index])
            index += 1
        }
        return text
    }

    private static func urlUnescaped(_ value: [UInt8]) -> [UInt8] {
        func digit(_ byte: UInt8) -> UInt8 { byte.isDigit ? byte & 0x0F : (byte & 0x0F) + 9 }
        var text: [UInt8] = []
        var index = 0
        while index < value.count {
            if value[index] == 0x25, index + 2 < value.count, value[index + 1].isHexDigit, value[index + 2].isHexDigit {
                text.append(digit(value[index + 1]) << 4 | digit(value[index + 2]))
                index += 3
            } else {
                text.append(value[index])
                index += 1
            }
        }
        return text
    }

    private static func forms(of value: [UInt8], rule: BuiltInRule, isWord: Bool) -> [Form] {
        guard value.count >= 4 else { return [] }
        var texts: [[UInt8]] = [value]
        func add(_ text: [UInt8]) {
            if !texts.contains(text) { texts.append(text) }
        }
        add(urlEscaped(value, upper: true))
        add(urlEscaped(value, upper: false))
        add(xmlEscaped(value))
        add(jsonEscaped(value))
        let plain = texts.count
        for offset in 0..<3 {
            let encoded = base64(of: value, offset: offset)
            if encoded.count >= 8 { add(encoded) }
        }
        return texts.enumerated().map { index, text in
            Form(bytes: text, value: value, rule: rule, isWord: isWord && index < plain)
        }
    }

    private static func urlEscaped(_ value: [UInt8], upper: Bool) -> [UInt8] {
        let digits = Array((upper ? "0123456789ABCDEF" : "0123456789abcdef").utf8)
        return value.flatMap { byte -> [UInt8] in
            byte.isAlphanumeric || byte.isAny(of: "-._~")
                ? [byte] : [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
    }

    private static func xmlEscaped(_ value: [UInt8]) -> [UInt8] {
        value.flatMap { byte -> [UInt8] in
            switch byte {
            case 0x26: Array("&amp;".utf8)
            case 0x3C: Array("&lt;".utf8)
            case 0x3E: Array("&gt;".utf8)
            case 0x22: Array("&quot;".utf8)
            case 0x27: Array("&apos;".utf8)
            default: [byte]
            }
        }
    }

    private static func jsonEscaped(_ value: [UInt8]) -> [UInt8] {
        value.flatMap { $0 == .doubleQuote || $0 == .backslash ? [.backslash, $0] : [$0] }
    }

    /// The characters of base 64 that `value` alone decides when it stands `offset` bytes behind a group's start.
    private static func base64(of value: [UInt8], offset: Int) -> [UInt8] {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        let bits = value.count * 8
        let skipped = (offset * 8 + 5) / 6 * 6 - offset * 8
        var result: [UInt8] = []
        var position = skipped
        while position + 6 <= bits {
            var group = 0
            for bit in position..<(position + 6) {
                group = group << 1 | Int(value[bit / 8] >> UInt8(7 - bit % 8) & 1)
            }
            result.append(alphabet[group])
            position += 6
        }
        return result
    }
}
