internal import Foundation

/// Writes every file below a directory into one Swift source file, as `EmbeddedTemplates.files`.
///
/// Usage: `TemplateEmbedder TEMPLATES-DIRECTORY OUTPUT.swift`. Run by the `EmbedTemplates` build plugin.
@main
enum TemplateEmbedder {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 3 else {
            throw Failure(description: "usage: TemplateEmbedder TEMPLATES-DIRECTORY OUTPUT.swift")
        }
        let root = URL(filePath: arguments[1], directoryHint: .isDirectory)
        let paths = try FileManager.default.subpathsOfDirectory(atPath: root.path()).sorted()
        var source = """
            /// The files of `templates/` by relative path. Generated: edit the files, not this.
            enum EmbeddedTemplates {
                static let files: [String: String] = [

            """
        for path in paths {
            let url = root.appending(path: path)
            guard try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else { continue }
            let text = try String(contentsOf: url, encoding: .utf8)
            // Escaping every scalar outside printable ASCII keeps the source valid whatever the file holds.
            source += "        \(path.debugDescription): \(literal(text)),\n"
        }
        source += "    ]\n}\n"
        try source.write(toFile: arguments[2], atomically: true, encoding: .utf8)
    }

    private static func literal(_ text: String) -> String {
        var literal = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": literal += "\\\(scalar)"
            case " "..."~": literal.unicodeScalars.append(scalar)
            default: literal += "\\u{\(String(scalar.value, radix: 16))}"
            }
        }
        return literal + "\""
    }

    private struct Failure: Error, CustomStringConvertible {
        let description: String
    }
}
