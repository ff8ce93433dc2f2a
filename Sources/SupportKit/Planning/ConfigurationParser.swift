internal import SystemPackage

/// Reads XML lexically: elements, text, comments, CDATA, `<!ENTITY … SYSTEM "…">` and `&references;`.
///
/// It is not an XML parser and never opens a file: fragments with several roots, missing declarations and unclosed
/// elements are read as far as they go. Included files are asked for through `include`, by the text that names them.
struct ConfigurationParser {
    /// What a parsed text came to.
    struct Result {
        var sawElement = false
        var isUnfinished = false
        var isTooDeep = false
    }

    let file: FilePath
    let includeElements: [String]
    let hasEntities: Bool
    /// Reads the file that a piece of configuration names into the given parent.
    let include: (_ name: String, _ parent: ConfigurationElement, _ line: Int) -> Void

    private static let predefined: [String: String] = ["lt": "<", "gt": ">", "amp": "&", "quot": "\"", "apos": "'"]

    func parse(_ bytes: [UInt8], into parent: ConfigurationElement, entities: inout [String: String]) -> Result {
        var scanner = ByteScanner(bytes)
        var open: [ConfigurationElement] = [parent]
        var result = Result()
        while let byte = scanner.peek {
            guard byte == UInt8(ascii: "<") else {
                readText(&scanner, into: open[open.count - 1], entities: entities)
                continue
            }
            if scanner.skip("<!--") {
                scanner.skip(past: "-->")
            } else if scanner.skip("<![CDATA[") {
                open[open.count - 1].text += String(decoding: scanner.take(until: "]]>"), as: UTF8.self)
            } else if scanner.skip("<?") {
                scanner.skip(past: "?>")
            } else if scanner.skip("<!DOCTYPE") {
                readDocumentType(&scanner, entities: &entities)
            } else if scanner.skip("</") {
                let name = scanner.takeName()
                scanner.skip(past: ">")
                guard let index = open.lastIndex(where: { $0.name == name }), index > 0 else { continue }
                let element = open[index]
                open.removeSubrange(index...)
                let target = element.trimmedText
                if includeElements.contains(name), !target.isEmpty {
                    include(target, open[open.count - 1], element.line)
                }
            } else {
                let line = scanner.line
                scanner.advance()
                let name = scanner.takeName()
                guard !name.isEmpty else { continue }
                result.sawElement = true
                let element = ConfigurationElement(name: name, file: file, line: line)
                let isEmpty = readAttributes(&scanner, into: element)
                open[open.count - 1].children.append(element)
                if !isEmpty { open.append(element) }
                // Deeper nesting than any configuration has is an attack or not a configuration.
                if open.count > 200 {
                    result.isTooDeep = true
                    return result
                }
            }
        }
        result.isUnfinished = open.count > 1
        return result
    }

    private func readText(_ scanner: inout ByteScanner, into element: ConfigurationElement, entities: [String: String])
    {
        while let byte = scanner.peek, byte != UInt8(ascii: "<") {
            guard byte == UInt8(ascii: "&") else {
                element.text += String(
                    decoding: scanner.take { $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: "&") },
                    as: UTF8.self
                )
                continue
            }
            let line = scanner.line
            scanner.advance()
            let name = String(
                decoding: scanner.take { $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: "<") && $0 > 32 },
                as: UTF8.self
            )
            guard scanner.skip(";") else {
                element.text += "&" + name
                continue
            }
            if let text = Self.predefined[name] {
                element.text += text
            } else if let scalar = Self.numericReference(name) {
                element.text.unicodeScalars.append(scalar)
            } else if hasEntities, let target = entities[name] {
                include(target, element, line)
            } else {
                element.text += "&\(name);"
            }
        }
    }

    /// Reads attributes, which become children named `@name`, and says whether the element ends at once (`/>`).
    private func readAttributes(_ scanner: inout ByteScanner, into element: ConfigurationElement) -> Bool {
        while let byte = scanner.peek {
            if scanner.skip("/>") { return true }
            if scanner.skip(">") { return false }
            guard byte > 32, byte != UInt8(ascii: "/"), byte != UInt8(ascii: "=") else {
                scanner.advance()
                continue
            }
            let line = scanner.line
            let name = scanner.takeName()
            guard !name.isEmpty else {
                scanner.advance()
                continue
            }
            scanner.skipSpace()
            guard scanner.skip("=") else { continue }
            scanner.skipSpace()
            guard let quote = scanner.peek, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { continue }
            scanner.advance()
            let attribute = ConfigurationElement(name: "@" + name, file: element.file, line: line)
            attribute.text = String(decoding: scanner.take { $0 != quote }, as: UTF8.self)
            scanner.advance()
            element.children.append(attribute)
        }
        return true
    }

    private func readDocumentType(_ scanner: inout ByteScanner, entities: inout [String: String]) {
        var isInSubset = false
        while let byte = scanner.peek {
            if scanner.skip("<!--") {
                scanner.skip(past: "-->")
            } else if scanner.skip("<!ENTITY") {
                scanner.skipSpace()
                let name = scanner.takeName()
                scanner.skipSpace()
                let isExternal = scanner.skip("SYSTEM")
                scanner.skipSpace()
                if let quote = scanner.peek, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
                    scanner.advance()
                    let target = String(decoding: scanner.take { $0 != quote }, as: UTF8.self)
                    scanner.advance()
                    if isExternal, !name.isEmpty { entities[name] = target }
                }
                scanner.skip(past: ">")
            } else {
                scanner.advance()
                if byte == UInt8(ascii: "[") { isInSubset = true }
                if byte == UInt8(ascii: "]") { isInSubset = false }
                if byte == UInt8(ascii: ">"), !isInSubset { return }
            }
        }
    }

    private static func numericReference(_ name: String) -> Unicode.Scalar? {
        guard name.hasPrefix("#") else { return nil }
        let digits = name.dropFirst()
        let value = digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        return value.flatMap(Unicode.Scalar.init)
    }
}
