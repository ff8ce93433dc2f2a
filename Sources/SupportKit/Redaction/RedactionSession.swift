internal import Platform
internal import Synchronization

/// Everything redaction knows about one bundle: the rules, the numbers of the labels, and what it has learned.
///
/// Use one session for all texts of a bundle, configuration first: values found there are removed from everything that
/// follows, wherever they stand.
public final class RedactionSession: Sendable {
    let configuration: RedactionConfiguration
    let classifier: KeyClassifier
    let labels = LabelRegistry()
    let shapes: SearchShapes
    let learned: LearnedSecrets
    /// What replaces names in every text, after its secrets were removed; nil unless names are to be replaced.
    let pseudonyms: PseudonymSession?
    /// The added patterns, compiled; nil if there are none.
    let patterns: ShapeScanner.Database?
    private let compiled = Mutex<ShapeScanner.Database?>(nil)
    private let totals = Mutex(RedactionTally())

    /// What searches.
    let engine: ShapeScanner.Engine

    /// Prepares a session; the search patterns are compiled at the first use.
    ///
    /// - Throws: ``RedactionError`` when the configuration has a literal shorter than four bytes, an empty key or a
    ///   pattern that does not compile.
    public convenience init(
        configuration: RedactionConfiguration = RedactionConfiguration(),
        pseudonyms: PseudonymSession? = nil
    ) throws(RedactionError) {
        try self.init(configuration: configuration, pseudonyms: pseudonyms, engine: .standard)
    }

    /// Prepares a session that searches with an engine of choice.
    init(
        configuration: RedactionConfiguration = RedactionConfiguration(),
        pseudonyms: PseudonymSession? = nil,
        engine: ShapeScanner.Engine
    ) throws(RedactionError) {
        for literal in configuration.literals where literal.utf8.count < 4 {
            throw RedactionError("a literal to redact is shorter than four bytes: give a longer one")
        }
        for key in configuration.extraKeys where !key.utf8.contains(where: { $0.isAlphanumeric || $0 >= 0x80 }) {
            throw RedactionError("a key to redact has no letters: give the name of a setting")
        }
        self.configuration = configuration
        self.engine = engine
        self.pseudonyms = pseudonyms
        classifier = KeyClassifier(extraKeys: configuration.extraKeys)
        shapes =
            configuration.extraKeys.isEmpty
            ? Self.standardShapes : SearchShapes(extraKeys: configuration.extraKeys, classifier: classifier)
        learned = LearnedSecrets(literals: configuration.literals, engine: engine)
        do {
            let shapes = configuration.patterns.map(\.shape)
            patterns = shapes.isEmpty ? nil : try ShapeScanner.Database(expressions: shapes, engine: engine)
        } catch {
            throw RedactionError(error)
        }
    }

    /// Starts the redaction of one text.
    ///
    /// - Parameters:
    ///   - grammar: how the text is written.
    ///   - preservingLength: overwrite secrets with as many `*` instead of replacing them by labels, for bytes whose
    ///     places matter.
    ///   - explain: is told of each span that was removed, or looked at and left alone.
    /// - Returns: a redactor for one text.
    public func makeRedactor(
        grammar: Grammar,
        preservingLength: Bool = false,
        explain: Redactor.Explain? = nil
    ) -> Redactor {
        Redactor(session: self, grammar: grammar, preservingLength: preservingLength, explain: explain)
    }

    /// Redacts a short text: a message, a name, a line of the request.
    ///
    /// If redaction itself fails the whole text is replaced.
    ///
    /// - Parameters:
    ///   - text: the text.
    ///   - grammar: how it is written.
    ///   - keepsNames: whether names stay although others are replaced, as of those who are to be called back.
    /// - Returns: the text without secrets.
    public func redact(_ text: String, grammar: Grammar = .text, keepsNames: Bool = false) -> String {
        var output: [UInt8] = []
        do {
            var redactor = Redactor(
                session: self,
                grammar: grammar,
                preservingLength: false,
                keepsNames: keepsNames,
                isShort: true
            )
            try redactor.consume(text.utf8.span) { bytes in
                bytes.withSpan { output.append(copying: $0) }
            }
            _ = try redactor.finish { bytes in
                bytes.withSpan { output.append(copying: $0) }
            }
        } catch {
            return "[REDACTED:text]"
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// Replaced places of the whole session so far, by rule id.
    public var ruleCounts: [String: Int] {
        totals.withLock { $0.hits }
    }

    /// Lines of the whole session that were masked as a whole because a rule could not be carried out.
    public var maskedLines: Int {
        totals.withLock { $0.maskedLines }
    }

    /// The id, the reason and the word in the label of a mask's rule; built-in rules come first, then the patterns.
    func describe(rule: Int) -> (id: String, why: String, label: String) {
        guard rule >= RedactionRule.all.count else {
            let known = RedactionRule.all[rule]
            return (known.id, known.title, known.label)
        }
        let pattern = configuration.patterns[rule - RedactionRule.all.count]
        return (pattern.id, pattern.why ?? "matches a pattern of \(RedactionPolicy.fileName)", pattern.id)
    }

    func add(_ tally: RedactionTally) {
        totals.withLock { $0.add(tally) }
    }

    /// The built-in patterns, compiled at the first use and shared by all sessions that add none; nil if that fails.
    private static let standardDatabase = try? ShapeScanner.Database(expressions: standardShapes.expressions)
    private static let standardShapes = SearchShapes(extraKeys: [], classifier: KeyClassifier())

    /// The compiled search patterns.
    func database() throws(RedactionError) -> ShapeScanner.Database {
        if configuration.extraKeys.isEmpty, engine == .standard, let standard = Self.standardDatabase {
            return standard
        }
        let result: Result<ShapeScanner.Database, ShapeScanner.Failure> = compiled.withLock { compiled in
            if let compiled { return .success(compiled) }
            do throws(ShapeScanner.Failure) {
                let database = try ShapeScanner.Database(expressions: shapes.expressions, engine: engine)
                compiled = database
                return .success(database)
            } catch {
                return .failure(error)
            }
        }
        switch result {
        case .success(let database): return database
        case .failure(let failure): throw RedactionError(failure)
        }
    }
}
