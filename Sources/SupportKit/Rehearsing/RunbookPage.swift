/// The runbook as a page of its own for browser and printer: no script, nothing fetched from anywhere.
struct RunbookPage {
    private static let style = """
        body { font: 16px/1.45 "Liberation Sans", Arial, sans-serif; color: #111; max-width: 46em; margin: 2em auto; padding: 0 1em; }
        h1 { font-size: 1.7em; border-bottom: 3px solid #111; }
        h2 { font-size: 1.2em; margin: 1.6em 0 .4em; border-bottom: 1px solid #999; }
        pre { background: #f2f2f2; border: 1px solid #bbb; padding: .6em; white-space: pre-wrap; overflow-wrap: anywhere; }
        li { margin: .25em 0; overflow-wrap: anywhere; }
        @page { size: A4; margin: 18mm; }
        @media print {
          body { font-size: 10.5pt; max-width: none; margin: 0; padding: 0; }
          pre { background: none; }
          h2 { break-after: avoid; }
          pre, li { break-inside: avoid; }
        }
        """

    private let markdown: String
    private let title: String

    /// Takes the runbook's Markdown: headings, lists, indented code, paragraphs, `**`, backquotes and backslashes.
    ///
    /// - Parameters:
    ///   - markdown: What ``Runbook`` writes.
    ///   - title: The page's title.
    init(markdown: String, title: String) {
        self.markdown = markdown
        self.title = title
    }

    /// The page; lines end in LF.
    var html: String {
        var body = ""
        var block: [String] = []
        var kind = Kind.paragraph
        func close() {
            body += Self.element(kind, block)
            block = []
        }
        for line in markdown.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            let (next, text) = Self.recognised(line)
            if next != kind || next == .heading(1) || next == .heading(2) { close() }
            kind = next
            if next != .blank { block.append(text) }
        }
        close()
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(Self.escaped(title))</title>
            <style>
            \(Self.style)
            </style>
            </head>
            <body>
            \(body)</body>
            </html>

            """
    }

    private enum Kind: Equatable {
        case blank, paragraph, code, bullets, steps
        case heading(Int)
    }

    private static func recognised(_ line: String) -> (Kind, String) {
        if line.isEmpty { return (.blank, "") }
        if line.hasPrefix("    ") { return (.code, String(line.dropFirst(4))) }
        if line.hasPrefix("## ") { return (.heading(2), String(line.dropFirst(3))) }
        if line.hasPrefix("# ") { return (.heading(1), String(line.dropFirst(2))) }
        if line.hasPrefix("- ") { return (.bullets, String(line.dropFirst(2))) }
        let digits = line.prefix { $0.isASCII && $0.isNumber }
        if !digits.isEmpty, line.dropFirst(digits.count).hasPrefix(". ") {
            return (.steps, String(line.dropFirst(digits.count + 2)))
        }
        return (.paragraph, line)
    }

    private static func element(_ kind: Kind, _ lines: [String]) -> String {
        guard !lines.isEmpty else { return "" }
        switch kind {
        case .blank: return ""
        case .heading(let level): return lines.map { "<h\(level)>\(inline($0))</h\(level)>\n" }.joined()
        case .paragraph: return "<p>\(lines.map(inline).joined(separator: "<br>\n"))</p>\n"
        case .code: return "<pre>\(lines.map(escaped).joined(separator: "\n"))</pre>\n"
        case .bullets: return "<ul>\n\(lines.map { "<li>\(inline($0))</li>\n" }.joined())</ul>\n"
        case .steps: return "<ol>\n\(lines.map { "<li>\(inline($0))</li>\n" }.joined())</ol>\n"
        }
    }

    /// One line with its backslashes, `**` and backquotes resolved.
    private static func inline(_ text: String) -> String {
        var html = ""
        var isStrong = false
        var isCode = false
        var scalars = text.unicodeScalars[...]
        while let scalar = scalars.popFirst() {
            switch scalar {
            case "\\" where !isCode && scalars.first.map { "`[]<>|*_\\".unicodeScalars.contains($0) } == true:
                html += scalars.popFirst().map { escaped(String($0)) } ?? ""
            case "*" where !isCode && scalars.first == "*":
                scalars = scalars.dropFirst()
                html += isStrong ? "</strong>" : "<strong>"
                isStrong.toggle()
            case "`":
                html += isCode ? "</code>" : "<code>"
                isCode.toggle()
            default: html += escaped(String(scalar))
            }
        }
        return html + (isCode ? "</code>" : "") + (isStrong ? "</strong>" : "")
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }
}
