/// Where something was removed from a text.
public struct RedactionPlace: Sendable, Hashable, Codable {
    /// The line in the text, counted from one; LF, CR and CRLF end a line.
    public let line: Int
    /// The rule's id.
    public let rule: String

    /// Creates a place.
    public init(line: Int, rule: String) {
        self.line = line
        self.rule = rule
    }
}
