internal import Yams

/// A mapping in a YAML file, read key by key; a key that is not known is an error with its line.
struct SettingsNode {
    let file: String
    private let mapping: Node.Mapping
    private let line: Int?

    /// The root of a YAML text.
    ///
    /// Yams quotes the text in its errors; here only the place and the parser's own words are kept.
    init(yaml text: String, file: String, keys: [String]) throws(ProfileError) {
        let node: Node?
        do {
            // Every value is read as its key wants it: guessing kinds by patterns would load ICU for nothing. The encoding
            // is given because the default asks the environment and may print to standard output.
            node = try Yams.compose(yaml: text, .basic, .default, .utf8)
        } catch let error as YamlError {
            throw SettingsNode.error(for: error, file: file)
        } catch {
            throw ProfileError(file: file, line: nil, problem: "not readable as YAML")
        }
        guard let node else { throw ProfileError(file: file, line: 1, problem: "the file is empty") }
        try self.init(node, file: file, what: "the file", keys: keys)
    }

    private init(_ node: Node, file: String, what: String, keys: [String]) throws(ProfileError) {
        guard case .mapping(let mapping) = node else {
            throw ProfileError(file: file, line: node.mark?.line, problem: "\(what) must be a mapping (key: value)")
        }
        self.file = file
        self.mapping = mapping
        line = node.mark?.line
        for (key, _) in mapping {
            let name = key.scalar?.string ?? "?"
            guard keys.contains(name) else {
                throw ProfileError(
                    file: file,
                    line: key.mark?.line,
                    problem: "unknown key '\(name)'; known here: \(keys.sorted().joined(separator: ", "))"
                )
            }
        }
    }

    // MARK: - Values

    func has(_ key: String) -> Bool { value(key) != nil }

    func string(_ key: String) throws(ProfileError) -> String? {
        guard let node = value(key) else { return nil }
        return try SettingsNode.string(node, file: file, what: "'\(key)'")
    }

    func required(_ key: String) throws(ProfileError) -> String {
        guard let text = try string(key), !text.isEmpty else {
            throw ProfileError(file: file, line: line, problem: "'\(key)' is missing")
        }
        return text
    }

    /// A list of texts; a single text is a list of one.
    func strings(_ key: String) throws(ProfileError) -> [String] {
        guard let node = value(key) else { return [] }
        guard case .sequence(let sequence) = node else {
            return [try SettingsNode.string(node, file: file, what: "'\(key)'")]
        }
        var texts: [String] = []
        for element in sequence {
            texts.append(try SettingsNode.string(element, file: file, what: "an element of '\(key)'"))
        }
        return texts
    }

    func bool(_ key: String, default fallback: Bool) throws(ProfileError) -> Bool {
        guard let text = try string(key) else { return fallback }
        switch text {
        case "true", "yes": return true
        case "false", "no": return false
        default: throw error(at: key, "'\(key)' must be true or false")
        }
    }

    func integer(_ key: String) throws(ProfileError) -> Int? {
        guard let text = try string(key) else { return nil }
        guard let number = Int(text), number >= 0 else { throw error(at: key, "'\(key)' must be a whole number") }
        return number
    }

    func duration(_ key: String) throws(ProfileError) -> Duration? {
        guard let text = try string(key) else { return nil }
        guard let duration = Duration(text: text) else {
            throw error(at: key, "'\(key)' must be a duration such as 30s, 5m, 2h or 1d")
        }
        return duration
    }

    func byteCount(_ key: String) throws(ProfileError) -> ByteCount? {
        guard let text = try string(key) else { return nil }
        guard let count = ByteCount(text: text) else {
            throw error(at: key, "'\(key)' must be a size such as 512KiB, 64MiB or 2GiB")
        }
        return count
    }

    func choice<Choice: RawRepresentable & CaseIterable>(
        _ key: String,
        _ type: Choice.Type
    ) throws(ProfileError) -> Choice? where Choice.RawValue == String {
        guard let text = try string(key) else { return nil }
        guard let choice = Choice(rawValue: text) else {
            let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            throw error(at: key, "'\(key)' cannot be '\(text)'; it can be: \(known)")
        }
        return choice
    }

    /// A mapping from names the user chooses to texts, in the order of the file.
    func dictionary(_ key: String) throws(ProfileError) -> [(key: String, values: [String])] {
        guard let node = value(key) else { return [] }
        guard case .mapping(let mapping) = node else { throw error(at: key, "'\(key)' must be a mapping (key: value)") }
        var pairs: [(key: String, values: [String])] = []
        for (name, node) in mapping {
            let name = try SettingsNode.string(name, file: file, what: "a key of '\(key)'")
            guard case .sequence(let sequence) = node else {
                pairs.append((name, [try SettingsNode.string(node, file: file, what: "'\(name)'")]))
                continue
            }
            var texts: [String] = []
            for element in sequence {
                texts.append(try SettingsNode.string(element, file: file, what: "an element of '\(name)'"))
            }
            pairs.append((name, texts))
        }
        return pairs
    }

    func node(_ key: String, keys: [String]) throws(ProfileError) -> SettingsNode? {
        guard let node = value(key) else { return nil }
        return try SettingsNode(node, file: file, what: "'\(key)'", keys: keys)
    }

    func nodes(_ key: String, keys: [String]) throws(ProfileError) -> [SettingsNode] {
        guard let node = value(key) else { return [] }
        guard case .sequence(let sequence) = node else { throw error(at: key, "'\(key)' must be a list") }
        var nodes: [SettingsNode] = []
        for element in sequence {
            nodes.append(try SettingsNode(element, file: file, what: "an element of '\(key)'", keys: keys))
        }
        return nodes
    }

    /// An error at the value of a key, or at this mapping when the key is absent.
    func error(at key: String?, _ problem: String) -> ProfileError {
        let place = key.flatMap { value($0)?.mark?.line } ?? line
        return ProfileError(file: file, line: place, problem: problem)
    }

    private func value(_ key: String) -> Node? {
        guard let node = mapping[Node(key)] else { return nil }
        // `key:` with nothing behind it is the same as no key at all.
        if case .scalar(let scalar) = node, scalar.string.isEmpty, scalar.style == .plain { return nil }
        return node
    }

    private static func string(_ node: Node, file: String, what: String) throws(ProfileError) -> String {
        guard case .scalar(let scalar) = node else {
            throw ProfileError(file: file, line: node.mark?.line, problem: "\(what) must be a single value")
        }
        return scalar.string
    }

    private static func error(for error: YamlError, file: String) -> ProfileError {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            ProfileError(file: file, line: mark.line, problem: "not valid YAML: \(problem)")
        case .duplicatedKeysInMapping(let duplicates, let context):
            ProfileError(
                file: file,
                line: context.mark.line,
                problem: "the same key twice: \(duplicates.joined(separator: ", "))"
            )
        default:
            ProfileError(file: file, line: nil, problem: "not readable as YAML")
        }
    }
}
