/// A part of a message: headers, an empty line, content (RFC 5322, section 2.1; RFC 2045).
struct MIMEPart {
    private static let maximumHeaders = 1000
    private static let maximumParts = 100

    private let fields: [(name: String, value: String)]
    private let content: ArraySlice<UInt8>

    /// Splits headers from content; a part without headers is all content.
    init(_ bytes: ArraySlice<UInt8>) {
        var fields: [(name: String, value: String)] = []
        var rest = bytes
        while let line = Self.line(&rest), !line.isEmpty, fields.count < Self.maximumHeaders {
            let text = String(decoding: line, as: UTF8.self)
            if let first = line.first, first.isBlank, let last = fields.indices.last {
                fields[last].value += text
            } else if let colon = text.firstIndex(of: ":") {
                let value = text[text.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
                fields.append((text[..<colon].lowercased(), String(value)))
            }
        }
        self.fields = fields
        content = rest
    }

    /// The first header of that name, unfolded.
    func header(_ name: String) -> String? { headers(name).first }

    /// All headers of that name, unfolded.
    func headers(_ name: String) -> [String] {
        fields.filter { $0.name == name.lowercased() }.map(\.value)
    }

    /// The first text that is no attachment.
    func plainText(depth: Int) -> String? {
        let type = header("Content-Type") ?? "text/plain"
        let kind = type.prefix { $0 != ";" }.lowercased().filter { !$0.isWhitespace }
        if kind.hasPrefix("multipart/"), depth > 0 {
            return children(type).lazy.compactMap { $0.plainText(depth: depth - 1) }.first
        }
        let isAttached = header("Content-Disposition")?.lowercased().hasPrefix("attachment") == true
        guard kind == "text/plain", !isAttached else { return nil }
        let charset = Self.parameter("charset", of: type)?.lowercased() ?? "us-ascii"
        return Self.text(decodedContent, charset: charset)
    }

    /// Whether all of it is one text in the form in which supportkit writes messages.
    var isQuotedPrintableText: Bool {
        let type = (header("Content-Type") ?? "").lowercased()
        let encoding = header("Content-Transfer-Encoding")?.lowercased().filter { !$0.isWhitespace }
        return type.hasPrefix("text/plain") && type.contains("utf-8") && encoding == "quoted-printable"
    }

    /// The file names of attachments.
    func attachmentNames(depth: Int) -> [String] {
        let type = header("Content-Type") ?? "text/plain"
        if type.lowercased().hasPrefix("multipart/"), depth > 0 {
            return children(type).flatMap { $0.attachmentNames(depth: depth - 1) }
        }
        guard let disposition = header("Content-Disposition"), disposition.lowercased().hasPrefix("attachment") else {
            return []
        }
        let name = Self.parameter("filename", of: disposition) ?? Self.parameter("name", of: type)
        return [HeaderText.sanitised(name.map(EncodedWord.decoded) ?? "(without a name)")]
    }

    /// Text in a character set; what is not known is taken for UTF-8.
    static func text(_ bytes: [UInt8], charset: String) -> String {
        switch charset {
        case "iso-8859-1", "latin1", "iso-8859-15", "windows-1252":
            return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
        default:
            return String(decoding: bytes, as: UTF8.self)
        }
    }

    // MARK: - Content

    private var decodedContent: [UInt8] {
        switch header("Content-Transfer-Encoding")?.lowercased().filter({ !$0.isWhitespace }) {
        case "quoted-printable": QuotedPrintable.decoded(content)
        case "base64": MIMEBase64.decoded(content)
        default: Array(content)
        }
    }

    private func children(_ type: String) -> [MIMEPart] {
        guard let boundary = Self.parameter("boundary", of: type), !boundary.isEmpty else { return [] }
        let mark = Array("--\(boundary)".utf8)
        var parts: [MIMEPart] = []
        var start: Int?
        var rest = content
        while parts.count < Self.maximumParts {
            let lineStart = rest.startIndex
            guard let line = Self.line(&rest) else { break }
            guard line.starts(with: mark) else { continue }
            if let start { parts.append(MIMEPart(content[start..<lineStart])) }
            if line.dropFirst(mark.count).starts(with: "--".utf8) { return parts }
            start = rest.startIndex
        }
        // The closing mark is missing: what is there counts.
        if let start, start < content.endIndex, parts.count < Self.maximumParts {
            parts.append(MIMEPart(content[start...]))
        }
        return parts
    }

    /// The next line without its end; nil after the last.
    private static func line(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard !rest.isEmpty else { return nil }
        let end = rest.firstIndex(of: .lineFeed) ?? rest.endIndex
        var line = rest[rest.startIndex..<end]
        rest = rest[min(end + 1, rest.endIndex)...]
        if line.last == .carriageReturn { line = line.dropLast() }
        return line
    }

    /// A parameter behind a semicolon: `name=value` or `name="value"`; also the simple extended form `name*=utf-8''v`.
    private static func parameter(_ name: String, of header: String) -> String? {
        for part in header.split(separator: ";").dropFirst() {
            guard let equals = part.firstIndex(of: "=") else { continue }
            let key = part[..<equals].lowercased().filter { !$0.isWhitespace }
            var value = part[part.index(after: equals)...].drop(while: \.isWhitespace)
            while value.last?.isWhitespace == true { value = value.dropLast() }
            if key == name {
                return value.first == "\"" && value.last == "\"" && value.count >= 2
                    ? String(value.dropFirst().dropLast()) : String(value)
            }
            if key == "\(name)*", let text = value.split(separator: "'", omittingEmptySubsequences: false).last {
                // The digits of a percent-encoded octet are those of a quoted-printable one.
                let octets = text.utf8.map { $0 == UInt8(ascii: "%") ? UInt8(ascii: "=") : $0 }
                return String(decoding: QuotedPrintable.decoded(octets[...]), as: UTF8.self)
            }
        }
        return nil
    }
}
