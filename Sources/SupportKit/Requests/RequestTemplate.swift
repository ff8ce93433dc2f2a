internal import Mustache

/// The wording of a request, as text with placeholders (Mustache, mustache(5)).
///
/// Of Mustache it knows `{{name}}`, `{{#section}}…{{/section}}`, `{{^section}}` and `{{! comment}}`. The text is plain,
/// so nothing is escaped for HTML, and it is filled in one pass: a value that looks like a placeholder stays as it is.
public struct RequestTemplate: Sendable {
    /// The most bytes (UTF-8) a template may have.
    public static let maximumBytes = 65_536

    /// Its name, for errors.
    public let name: String
    /// The questions it puts plainly, outside a section that depends on the answer.
    public let plainFields: [Answers.Field]

    /// The words that stand before an answer on its line, such as `The impact of this issue is: `.
    ///
    /// By them the answers are found again in a request that was written with this template.
    let labels: [(field: Answers.Field, words: String)]

    private let compiled: MustacheTemplate

    /// Checks and compiles a template.
    ///
    /// - Parameters:
    ///   - text: Its text.
    ///   - name: Its name, for errors.
    /// - Throws: `RequestTemplateError` with the line, for a name that does not exist and for anything else of Mustache.
    public init(text: String, name: String) throws(RequestTemplateError) {
        guard text.utf8.count <= Self.maximumBytes else {
            throw RequestTemplateError(template: name, line: 1, problem: "larger than \(Self.maximumBytes) bytes")
        }
        let lines = BodyText.lines(of: text).joined(separator: "\n")
        var scanner = TemplateScanner(templateName: name)
        try scanner.scan(lines)
        do {
            // The pragma stands alone on a line of its own, which Mustache takes out: the text below it is unchanged.
            compiled = try MustacheTemplate(string: "{{% CONTENT_TYPE:TEXT}}\n" + lines)
        } catch let error as MustacheTemplate.ParserError {
            throw RequestTemplateError(
                template: name,
                line: max(1, error.context.lineNumber - 1),
                problem: "a tag is not well formed"
            )
        } catch {
            throw RequestTemplateError(template: name, line: 1, problem: "a tag is not well formed")
        }
        let fields = scanner.plainFields
        self.name = name
        labels = Self.labels(in: lines)
        plainFields = Answers.Field.allCases.filter(fields.contains)
    }

    /// The text with its placeholders filled.
    func filled(with values: [String: Any]) -> String { compiled.render(values) }

    private static func labels(in text: String) -> [(field: Answers.Field, words: String)] {
        text.split(separator: "\n").compactMap { line in
            guard let range = line.firstRange(of: "{{"), range.lowerBound > line.startIndex,
                let end = line[range.upperBound...].firstRange(of: "}}")
            else { return nil }
            return Answers.Field(rawValue: String(line[range.upperBound..<end.lowerBound]))
                .map { ($0, String(line[..<range.lowerBound])) }
        }
    }
}
