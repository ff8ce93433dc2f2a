internal import Yams

extension Answers {
    /// The most bytes (UTF-8) an answers file may have.
    public static let maximumFileBytes = 1_048_576

    /// Reads an answers file: a YAML 1.1 mapping from `Field` keys to text.
    ///
    /// The contact may be written as `contact.name: …` or as `contact:` with `name:` and so on below it. A key without
    /// a value leaves the question unanswered.
    ///
    /// - Parameters:
    ///   - text: The content of the file.
    ///   - fileName: Its name, for errors.
    /// - Returns: The answers in it; none for an empty file.
    /// - Throws: `AnswersError` with the line, for anything that is not such a mapping, a key that does not exist, and
    ///   an answer its field does not accept. The file's text is never part of it.
    public static func parse(yaml text: String, fileName: String) throws(AnswersError) -> Answers {
        guard text.utf8.count <= maximumFileBytes else {
            throw AnswersError(source: fileName, line: nil, problem: "larger than \(maximumFileBytes) bytes")
        }
        var answers = Answers()
        guard let root = try compose(text, fileName: fileName) else { return answers }
        try answers.read(root, keysBelow: "", fileName: fileName)
        return answers
    }

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
            let key = keyNode.scalar.map { prefix + $0.string }
            if key == "contact" {
                if !Self.isNull(valueNode) { try read(valueNode, keysBelow: Self.contactPrefix, fileName: fileName) }
                continue
            }
            guard let field = key.flatMap(Field.init) else {
                throw AnswersError(source: fileName, line: line, problem: Self.unknownKey(below: prefix))
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
            guard self[field] == nil else {
                throw AnswersError(source: fileName, line: line, problem: "\(field.rawValue) is answered twice")
            }
            do {
                try set(field, to: scalar.string, source: fileName)
            } catch {
                throw AnswersError(source: fileName, line: scalar.mark?.line ?? line, problem: error.problem)
            }
        }
    }

    private static func isNull(_ node: Node) -> Bool {
        guard case .scalar(let scalar) = node, scalar.style == .plain else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
    }

    private static func unknownKey(below prefix: String) -> String {
        let keys = Field.allCases.map(\.rawValue)
            .filter { $0.hasPrefix(prefix) }
            .map { $0.dropFirst(prefix.count) }
        return "there is no such key; the keys are \(keys.joined(separator: ", "))"
    }

    /// Composes the document.
    ///
    /// What Yams says of an error includes lines of the file, so only its position is kept and the parser's own fixed
    /// phrase.
    private static func compose(_ text: String, fileName: String) throws(AnswersError) -> Node? {
        do {
            // The encoding is given because the default asks the environment and may print to standard output.
            return try Yams.compose(yaml: text, .default, .default, .utf8)
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
            let known = Field.allCases.map(\.rawValue).filter(duplicates.contains)
            return "a key is there twice" + (known.isEmpty ? "" : ": \(known.joined(separator: ", "))")
        default:
            return "cannot be read as YAML"
        }
    }
}
