internal import Platform

/// Replaces `{name}` in the texts of a profile: variables of the installation, and settings of its configuration.
///
/// A setting may occur several times; then the text does too.
struct Expander {
    /// What a text became.
    struct Expansion {
        /// The texts; empty when something is not known.
        var values: [String]
        /// The name that is not known.
        var unknown: String?
    }

    let variables: [String: String]
    let configuration: ProductConfiguration?
    /// Expands `${NAME}` in a setting; nil when settings are taken as they are.
    let expandSetting: ((String) -> Result<String, UnknownVariable>)?

    /// Expands a text; with `isPattern`, what is put in is escaped so that it stays literal in a file pattern.
    func expand(_ text: String, isPattern: Bool = false) -> Expansion {
        var texts = [""]
        var rest = text[...]
        var literal = ""
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            literal += rest[..<open]
            // `${NAME}` belongs to whoever reads the text next.
            if literal.last == "$" {
                literal += rest[open...close]
                rest = rest[rest.index(after: close)...]
                continue
            }
            let name = String(rest[rest.index(after: open)..<close])
            rest = rest[rest.index(after: close)...]
            let values: [String]
            switch lookUp(name) {
            case .success(let found): values = found
            case .failure(let unknown): return Expansion(values: [], unknown: unknown.name)
            }
            guard !values.isEmpty else { return Expansion(values: [], unknown: name) }
            let prefix = literal
            literal = ""
            texts = texts.flatMap { text in
                values.map { text + prefix + (isPattern ? NamePattern.escaped($0) : $0) }
            }
        }
        return Expansion(values: texts.map { $0 + literal + rest }, unknown: nil)
    }

    private func lookUp(_ name: String) -> Result<[String], UnknownVariable> {
        if let value = variables[name] { return .success([value]) }
        guard let configuration else { return .success([]) }
        var values: [String] = []
        for value in configuration.values(at: name) {
            switch expandSetting?(value) ?? .success(value) {
            case .success(let value): values.append(value)
            case .failure(let unknown): return .failure(UnknownVariable(name: "${\(unknown.name)}"))
            }
        }
        return .success(values)
    }
}
