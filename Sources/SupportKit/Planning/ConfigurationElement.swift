internal import SystemPackage

/// An element of a product's XML configuration, with where it stands.
final class ConfigurationElement {
    let name: String
    let file: FilePath
    let line: Int
    var text = ""
    var children: [ConfigurationElement] = []

    init(name: String, file: FilePath, line: Int) {
        self.name = name
        self.file = file
        self.line = line
    }

    /// The elements reached by a path of names such as `Logging/Target`.
    func elements(at path: String) -> [ConfigurationElement] {
        path.split(separator: "/").reduce([self]) { found, name in
            found.flatMap { element in element.children.filter { $0.name == name } }
        }
    }

    /// The text of the first element at a path, trimmed; nil when there is none or it is empty.
    func value(at path: String) -> String? {
        elements(at: path).lazy.map(\.trimmedText).first { !$0.isEmpty }
    }

    var trimmedText: String { text.trimmedWhitespace }
}

extension String {
    /// The text without white space at both ends.
    var trimmedWhitespace: String {
        let start = drop { $0.isWhitespace }
        guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...last])
    }
}
