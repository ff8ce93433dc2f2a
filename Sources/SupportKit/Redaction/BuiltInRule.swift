/// The rules that read syntax; the forms of tokens follow them in ``RedactionRule/all``.
enum BuiltInRule: Int, CaseIterable {
    case password
    case secret
    case token
    case key
    case credential
    case pin
    case extraKey
    case authorization
    case cookie
    case urlPassword
    case commandLine
    case sql
    case prose
    case passwordFile
    case pipe
    case privateKey
    case learned
    case literal

    var id: String {
        switch self {
        case .extraKey: "extra-key"
        case .urlPassword: "url-password"
        case .commandLine: "command-line"
        case .passwordFile: "password-file"
        case .privateKey: "private-key"
        default: "\(self)"
        }
    }

    /// What the label of a masked value says.
    var label: String {
        switch self {
        case .password, .commandLine, .sql, .prose, .pipe, .passwordFile: "password"
        default: id
        }
    }

    /// Whether a value found by this rule is looked for in everything redacted later.
    var teaches: Bool {
        switch self {
        case .password, .secret, .token, .key, .credential, .urlPassword, .commandLine, .sql, .passwordFile, .pipe,
            .extraKey:
            true
        case .pin, .authorization, .cookie, .prose, .privateKey, .learned, .literal: false
        }
    }
}
