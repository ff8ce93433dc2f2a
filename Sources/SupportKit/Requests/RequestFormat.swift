/// A form in which a request can be written.
public enum RequestFormat: String, Sendable, CaseIterable {
    /// The e-mail draft (RFC 5322).
    case eml
    /// Plain text with `To:` and `Subject:`.
    case text
    /// Markdown, for a web form.
    case markdown
    /// JSON, for programs that open tickets.
    case json
    /// A `mailto:` link with the short text, for a request without a bundle.
    case mailto

    /// What a file of that form ends in.
    public var fileExtension: String {
        switch self {
        case .eml: "eml"
        case .text: "txt"
        case .markdown: "md"
        case .json: "json"
        case .mailto: "url"
        }
    }
}
