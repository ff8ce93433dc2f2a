internal import Yams

/// Answers as a file has them: what a person writes by hand, and what an interrupted interview leaves behind.
///
/// It is a YAML 1.1 mapping from `Answers.Field` keys to text. The contact may be written as `contact.name: …` or as
/// `contact:` with `name:` and so on below it. `product:` and `bundle:` say to what the answers belong. A key without
/// a value leaves the question unanswered.
public struct AnswersFile: Sendable, Equatable {
    /// The most bytes (UTF-8) an answers file may have.
    public static let maximumBytes = 1_048_576

    /// The answers in it.
    public var answers = Answers()
    /// The line of each answer, from 1.
    public private(set) var lines: [Answers.Field: Int] = [:]
    /// The product's id, where the file names it.
    public var product: String?
    /// The path of the bundle the request belongs to, where the file names it.
    public var bundle: String?

    /// Creates a file without answers.
    public init(answers: Answers = Answers(), product: String? = nil, bundle: String? = nil) {
        self.answers = answers
        self.product = product
        self.bundle = bundle
    }

    /// Reads an answers file.
    ///
    /// - Parameters:
    ///   - text: The content of the file.
    ///   - fileName: Its name, for errors.
    /// - Throws: `AnswersError` with the line, for anything that is not such a mapping, a key that does not exist (with
    ///   the nearest one that does), and an answer its field does not accept. An answer is never part of it.
    public init(yaml text: String, fileName: String) throws(AnswersError) {
        guard text.utf8.count <= Self.maximumBytes else {
            throw AnswersError(source: fileName, line: nil, problem: "larger than \(Self.maximumBytes) bytes")
        }
        guard let root = try Self.compose(text, fileName: fileName) else { return }
        try read(root, keysBelow: "", fileName: fileName)
    }

    // MARK: - Reading

    private static let contactPrefix = "contact."

    private mutating func read(_ node: Node, keysBelow prefix: String, fileName: String) throws(AnswersError) {
        guard case .mapping(let mapping) = node else {
            if prefix.isEmpty, Self.isNull(node) { return }
            let what = prefix.isEmpty ? "the file" : "contact"
            throw AnswersError(
                source: fileName,
                line: node.mark?.line,
                problem: "\(what) must be a mapping with one `key: answer` a line"
            )
        }
        for (keyNode, valueNode) in mapping {
            let line = keyNode.mark?.line
            let name = keyNode.scalar?.string
            let key = name.map { prefix + $0 }
            if key == "contact" {
                if !Self.isNull(valueNode) { try read(valueNode, keysBelow: Self.contactPrefix, fileName: fileName) }
                continue
            }
            if key == "product" || key == "bundle" {
                try readPlace(key == "product" ? \.product : \.bundle, valueNode, line, fileName)
                continue
            }
            guard let field = key.flatMap(Answers.Field.init) else {
                throw AnswersError(source: fileName, line: line, problem: Self.unknownKey(name, below: prefix))
            }
            if Self.isNull(valueNode) { continue }
            guard case .scalar(let scalar) = valueNode else {
                throw AnswersError(
                    source: fileName,
                    line: valueNode.mark?.line ?? line,
                    problem: "\(field.rawValue) must be text, not a list or a mapping; "
                        + "several lines go after `\(field.rawValue): |`, indented"
                )
            }
            guard answers[field] == nil else {
                throw AnswersError(source: fileName, line: line, problem: "\(field.rawValue) is answered twice")
            }
            do {
                try answers.set(field, to: scalar.string, source: fileName)
            } catch {
                throw AnswersError(source: fileName, line: scalar.mark?.line ?? line, problem: error.problem)
            }
            lines[field] = line
        }
    }

    private mutating func readPlace(
        _ place: WritableKeyPath<AnswersFile, String?>,
        _ node: Node,
        _ line: Int?,
        _ fileName: String
    ) throws(AnswersError) {
        if Self.isNull(node) { return }
        guard let text = node.scalar?.string, HeaderText.problem(in: text) == nil else {
            throw AnswersError(source: fileName, line: line, problem: "product and bundle must be one line of text")
        }
        self[keyPath: place] = text
    }

    private static func isNull(_ node: Node) -> Bool {
        guard case .scalar(let scalar) = node, scalar.style == .plain else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
    }

    private static func unknownKey(_ name: String?, below prefix: String) -> String {
        let keys = Answers.Field.allCases.map(\.rawValue)
            .filter { $0.hasPrefix(prefix) }
            .map { String($0.dropFirst(prefix.count)) }
        let list = "the keys are \(keys.joined(separator: ", "))"
        // Something else than a word may be an answer that slipped into the place of a key.
        guard let name, !name.isEmpty, name.utf8.count <= 40,
            name.utf8.allSatisfy({ $0.isAlphanumeric || "._-".utf8.contains($0) })
        else { return "there is no such key; \(list)" }
        let guess = NearestName.of(name, among: keys).map { "did you mean '\($0)'? " } ?? ""
        return "there is no key '\(name)'; \(guess)\(list)"
    }

    /// Composes the document.
    ///
    /// What Yams says of an error includes lines of the file, so only its position is kept and the parser's own fixed
    /// phrase.
    private static func compose(_ text: String, fileName: String) throws(AnswersError) -> Node? {
        do {
            // The encoding is given because the default asks the environment and may print to standard output.
            return try Yams.compose(yaml: text, .basic, .default, .utf8)
        } catch let error as YamlError {
            throw AnswersError(source: fileName, line: line(of: error, in: text), problem: problem(of: error))
        } catch {
            throw AnswersError(source: fileName, line: nil, problem: "cannot be read as YAML")
        }
    }

    private static func line(of error: YamlError, in text: String) -> Int? {
        switch error {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
        case .duplicatedKeysInMapping(_, let context): context.mark.line
        case .reader(_, let offset?, _, _): text.prefix(offset).count(where: \.isNewline) + 1
        default: nil
        }
    }

    private static func problem(of error: YamlError) -> String {
        switch error {
        case .scanner(_, let problem, _, _), .parser(_, let problem, _, _), .reader(let problem, _, _, _):
            return "not valid YAML: \(problem)"
        case .composer:
            return "not valid YAML: one document is expected, and every alias needs its anchor"
        case .duplicatedKeysInMapping(let duplicates, _):
            let known = Answers.Field.allCases.map(\.rawValue).filter(duplicates.contains)
            return "a key is there twice" + (known.isEmpty ? "" : ": \(known.joined(separator: ", "))")
        default:
            return "cannot be read as YAML"
        }
    }
}
