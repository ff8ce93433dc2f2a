/// Checks the tags of a template before it is compiled.
///
/// The Mustache language has more than a request needs: partials, inheritance, other delimiters, transforms, and names
/// that quietly render as nothing. All of that is refused here, with the line.
struct TemplateScanner {
    private struct Section {
        let name: String
        let line: Int
    }

    private let templateName: String
    private var sections: [Section] = []
    /// The answers the template prints outside a section that depends on them.
    private(set) var plainFields: Set<Answers.Field> = []

    init(templateName: String) {
        self.templateName = templateName
    }

    /// Reads the whole text.
    mutating func scan(_ text: String) throws(RequestTemplateError) {
        var lineNumber = 0
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            lineNumber += 1
            try scan(line: line.utf8, number: lineNumber)
        }
        if let open = sections.last {
            throw error(open.line, "section \(open.name) is opened here and never closed")
        }
    }

    private mutating func scan(line: Substring.UTF8View, number: Int) throws(RequestTemplateError) {
        var rest = line
        while let start = Self.position(of: "{{", in: rest) {
            rest = rest[rest.index(start, offsetBy: 2)...]
            let isTriple = rest.first == UInt8(ascii: "{")
            guard let end = Self.position(of: isTriple ? "}}}" : "}}", in: rest) else {
                throw error(number, "a tag is opened and not closed on the same line")
            }
            let content = isTriple ? rest.dropFirst()[..<end] : rest[..<end]
            try check(tag: String(Substring(content)), isTriple: isTriple, line: number)
            rest = rest[rest.index(end, offsetBy: isTriple ? 3 : 2)...]
        }
    }

    private static func position(of mark: String, in text: Substring.UTF8View) -> Substring.UTF8View.Index? {
        var index = text.startIndex
        while index < text.endIndex {
            if text[index...].starts(with: mark.utf8) { return index }
            index = text.index(after: index)
        }
        return nil
    }

    private mutating func check(tag: String, isTriple: Bool, line: Int) throws(RequestTemplateError) {
        guard !isTriple, let sigil = tag.first, "#^/!&<>$=%".contains(sigil) else {
            return try checkVariable(Self.name(tag[...]), line: line)
        }
        let name = Self.name(tag.dropFirst())
        switch sigil {
        case "!": break
        case "&": try checkVariable(name, line: line)
        case "#", "^":
            guard isText(name) || TemplateVocabulary.conditions.contains(name) || TemplateVocabulary.lists[name] != nil
            else { throw unknown("section", line: line) }
            sections.append(Section(name: name, line: line))
        case "/":
            guard let open = sections.popLast() else { throw error(line, "no section is open here") }
            guard open.name == name else {
                throw error(line, "section \(open.name) of line \(open.line) must be closed first")
            }
        default:
            throw error(line, "partials, blocks, pragmas and other delimiters are not supported")
        }
    }

    private mutating func checkVariable(_ name: String, line: Int) throws(RequestTemplateError) {
        guard isText(name) else { throw unknown("placeholder", line: line) }
        if let field = Answers.Field(rawValue: name), !sections.contains(where: { $0.name == name }) {
            plainFields.insert(field)
        }
    }

    private func isText(_ name: String) -> Bool {
        TemplateVocabulary.texts.contains(name)
            || sections.contains { TemplateVocabulary.lists[$0.name]?.contains(name) == true }
    }

    private static func name(_ text: Substring) -> String {
        let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
        return String(text.drop(while: isBlank).reversed().drop(while: isBlank).reversed())
    }

    private func unknown(_ kind: String, line: Int) -> RequestTemplateError {
        let names = TemplateVocabulary.names(inside: sections.map(\.name)).joined(separator: ", ")
        return error(line, "there is no such \(kind); the names are \(names)")
    }

    private func error(_ line: Int, _ problem: String) -> RequestTemplateError {
        RequestTemplateError(template: templateName, line: line, problem: problem)
    }
}
