internal import Platform

/// Redacts the values of one database, as settings whose names are those of their columns, or texts beside them.
///
/// Remembers what names say; for one thread.
final class DatabaseRedactor {
    private let session: RedactionSession
    private var columns: [String: Name] = [:]
    private var keys: [[UInt8]: Name] = [:]
    private var keyClasses: NameClassCache

    /// What the name of a value says.
    private struct Name {
        /// The name with a `=`, as it would stand in a file of settings.
        let prefix: [UInt8]
        let keyClass: KeyClass

        /// Whether it says anything about a value.
        var isTelling: Bool {
            switch keyClass {
            case .none, .pairName, .pairValue: false
            default: true
            }
        }

        /// Whether its value is a secret as a whole, and not in parts.
        var isWhole: Bool {
            switch keyClass {
            case .authorization, .cookie, .userAndPassword, .passwordSource, .plural: false
            default: true
            }
        }
    }

    private static let shortValue = 4_096
    private static let mostKeys = 4_096
    /// So many characters among other bytes can be a secret that is known, or a short setting; so many are worth a search
    /// in any case, and so many are no chance.
    private static let shortestRun = 6
    private static let usualRun = 8
    private static let longRun = 12
    /// A name longer than this says at its end what it is.
    private static let longestName = 120
    /// A BLOB shorter than this holds a flag.
    private static let shortestBlob = 4
    /// What stands for a value that cannot be redacted.
    private static let unknown = Array("[REDACTED:value]".utf8)
    private static let noName = Name(prefix: [], keyClass: .none)

    init(_ session: RedactionSession) {
        self.session = session
        keyClasses = NameClassCache(classifier: session.classifier)
    }

    /// Itself, as a snapshot needs it.
    var redaction: SQLiteRedaction {
        SQLiteRedaction(
            showsNumbers: { [self] column in
                let keyClass = name(of: column).keyClass
                return keyClass.isSecret || keyClass == .pin
            },
            knowledge: { [self] in session.learned.count },
            redact: { [self] value, key, column, kind in redact(value, key, column, kind) }
        )
    }

    private func redact(
        _ value: Span<UInt8>,
        _ key: Span<UInt8>,
        _ column: SQLiteColumn,
        _ kind: SQLiteValueKind
    ) -> [UInt8]? {
        let name = key.count > 0 ? name(of: key) : name(of: column)
        guard name.isTelling || (key.count == 0 && kind != .number) else { return nil }
        var bytes: [UInt8] = []
        bytes.append(copying: value)
        let form: TextForm = kind == .blob ? TextForm(bytes) : .plain
        if name.isTelling, let secret = secret(bytes, form, named: name) { return secret }
        // The same value is also shown without its key.
        guard key.count == 0, kind != .number else { return nil }
        let output: [UInt8]
        do {
            switch form {
            case .plain where kind == .text && bytes.contains(0):
                output = try overwrite(text(bytes), isWideOnly: true)
            case .plain: output = try text(bytes)
            case .wide(let isBigEndian):
                let text = try wideText(bytes, isBigEndian, inPlace: false)
                // Small numbers look alike, and behind them anything may stand.
                output = holdsRun(text) ? try overwrite(text, isWideOnly: false) : text
            case .none:
                let mayHoldText = holdsRun(bytes) || !TextForm.wideRuns(bytes).isEmpty
                output = mayHoldText ? try overwrite(bytes, isWideOnly: false) : bytes
            }
        } catch {
            return Self.unknown
        }
        return output == bytes ? nil : output
    }

    // MARK: - Named values

    /// What stands for a value if its name says that it is secret.
    private func secret(_ bytes: [UInt8], _ form: TextForm, named name: Name) -> [UInt8]? {
        var text = bytes
        switch form {
        case .plain: break
        case .wide(let isBigEndian):
            var transcoder = UTF16Transcoder(isBigEndian: isBigEndian)
            text.removeAll()
            transcoder.decode(bytes.span, into: &text)
            _ = transcoder.finishDecoding(into: &text)
        case .none:
            let isKey = name.keyClass.isSecret && bytes.count >= Self.shortestBlob
            return isKey ? label(bytes, name) : nil
        }
        guard text.contains(where: { $0 > 0x20 }) else { return nil }
        // In a file each line would be another setting.
        let hasLines = text.contains { $0.endsLine }
        if hasLines { text = text.map { $0.endsLine ? 0x20 : $0 } }
        let input = name.prefix + text
        let output: [UInt8]
        do { output = try run(input, .properties, keepsNames: true) } catch { return Self.unknown }
        guard output != input else {
            // What stands behind a label is no label; but for the number that makes equal ones differ.
            guard name.isWhole, let end = Label.end(text, from: 0, before: text.count), end < text.count,
                !text[end...].allSatisfy({ $0.isDigit || $0.isAny(of: " #") })
            else { return nil }
            return label(bytes, name)
        }
        guard output.starts(with: name.prefix) else { return Self.unknown }
        let rest = Array(output[name.prefix.count...])
        if hasLines || form != .plain { return label(bytes, name) }
        let isObject = text.first { !$0.isSpace }?.isAny(of: "{[") ?? false
        let isLabel = Label.end(rest, from: 0, before: rest.count) == rest.count
        return !name.isWhole || isObject || isLabel ? rest : label(bytes, name)
    }

    private func label(_ value: [UInt8], _ name: Name) -> [UInt8] {
        Label.text(kind: name.keyClass.rule.label, number: session.labels.number(of: value))
    }

    // MARK: - Texts

    private func text(_ bytes: [UInt8]) throws -> [UInt8] { try run(bytes, .text) }

    /// A quick look: most bytes that are no text hold none.
    private func holdsRun(_ bytes: [UInt8]) -> Bool {
        guard session.configuration.literals.isEmpty else { return TextForm.holdsRun(bytes, of: TextForm.shortest) }
        let hasLearned = session.learned.count > 0
        return TextForm.runs(bytes, bytes.indices, of: Self.shortestRun).contains { run in
            run.count >= Self.usualRun || hasLearned || bytes[run].contains(0x3D)
        }
    }

    /// Overwrites secrets in bytes that are no text, or only those in UTF-16 among them.
    private func overwrite(_ bytes: [UInt8], isWideOnly: Bool) throws -> [UInt8] {
        var output = bytes
        if !isWideOnly {
            // Behind so many line ends nothing looks like UTF-16, and all of it is searched as it is.
            let lead = Array(repeating: UInt8.lineFeed, count: TextEncoding.headLength)
            output = try Array(run(lead + bytes, .text, inPlace: true, keepsNames: true)[lead.count...])
            restore(bytes, in: &output)
        }
        for run in TextForm.wideRuns(output) {
            output = try output[..<run.start] + wideText(Array(output[run.start...]), run.isBigEndian, inPlace: true)
        }
        return output
    }

    /// Gives back what was overwritten but is no text: in compressed bytes anything is found now and then.
    private func restore(_ bytes: [UInt8], in output: inout [UInt8]) {
        guard output.count == bytes.count, output != bytes else { return }
        var index = 0
        while index < bytes.count {
            guard output[index] != bytes[index], output[index] == 0x2A else {
                index += 1
                continue
            }
            let start = index
            while index < bytes.count, output[index] == 0x2A { index += 1 }
            // The name of a setting, for one.
            let before = TextForm.charactersBefore(start, in: bytes)
            if before >= Self.shortestRun, TextForm.mayBeText(bytes, start..<index) { continue }
            for place in start..<index { output[place] = bytes[place] }
            for run in TextForm.runs(bytes, start..<index) {
                // `pw=x1y2`; a colon stands in front of anything.
                let least = start > 0 && bytes[start - 1] == 0x3D ? Self.shortestRun + 1 : Self.usualRun + 1
                let isNamed = run.lowerBound == start && before > 1 && before + run.count >= least
                if isNamed || run.count >= Self.longRun || session.learned.knows(Array(bytes[run])) {
                    for place in run { output[place] = 0x2A }
                }
            }
        }
    }

    private func wideText(_ bytes: [UInt8], _ isBigEndian: Bool, inPlace: Bool) throws -> [UInt8] {
        // A mark says what it is, however short.
        let mark: [UInt8] = isBigEndian ? [0xFE, 0xFF] : [0xFF, 0xFE]
        let hasMark = bytes.starts(with: mark)
        let output = try run((hasMark ? [] : mark) + bytes, .text, inPlace: inPlace, keepsNames: inPlace)
        return hasMark ? output : Array(output.dropFirst(mark.count))
    }

    private func run(
        _ input: [UInt8],
        _ grammar: Grammar,
        inPlace: Bool = false,
        keepsNames: Bool = false
    ) throws -> [UInt8] {
        var output: [UInt8] = []
        var redactor = Redactor(
            session: session,
            grammar: grammar,
            preservingLength: inPlace,
            keepsNames: keepsNames,
            isShort: input.count < Self.shortValue
        )
        try redactor.consume(input.span) { bytes in bytes.withSpan { output.append(copying: $0) } }
        _ = try redactor.finish { bytes in bytes.withSpan { output.append(copying: $0) } }
        return output
    }

    // MARK: - Names

    private func name(of column: SQLiteColumn) -> Name {
        if let known = columns[column.name] { return known }
        let name = makeName(Array(column.name.utf8))
        columns[column.name] = name
        return name
    }

    private func name(of key: Span<UInt8>) -> Name {
        // Most keys name no secret, and are many.
        if key.count <= Self.longestName {
            let keyClass = keyClasses.keyClass(key, 0..<key.count)
            guard Name(prefix: [], keyClass: keyClass).isTelling else { return Self.noName }
        }
        var bytes: [UInt8] = []
        bytes.append(copying: key)
        let name = keys[bytes] ?? makeName(bytes)
        if keys.count < Self.mostKeys { keys[bytes] = name }
        return name
    }

    private func makeName(_ bytes: [UInt8]) -> Name {
        // Nothing in it may end the name of a setting, or look like the name of a host.
        let name = bytes.suffix(Self.longestName).map { $0.isAlphanumeric || $0 >= 0x80 ? $0 : 0x5F }
        return Name(
            prefix: name + [UInt8(ascii: "=")],
            keyClass: session.classifier.classify(name, 0..<name.count)
        )
    }
}
