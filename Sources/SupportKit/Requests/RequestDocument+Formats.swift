extension RequestDocument {
    /// The most characters of a `mailto:` link: what the programs with the lowest limit still take.
    public static let mailtoLimit = 1_900

    /// `To:`, `Subject:`, an empty line and the body.
    public func text() -> String {
        let addressees = recipients.map(HeaderText.sanitised).joined(separator: ", ")
        return "To: \(addressees.isEmpty ? "(no address in the profile)" : addressees)\nSubject: \(subject)\n\n\(body)"
    }

    // MARK: - Markdown

    /// Markdown (CommonMark) for a web form: the vendor's words as paragraphs, every section below a heading.
    ///
    /// Text of people and products is never taken for markup: marks are escaped, and sections stand in fences.
    public func markdown() -> String {
        var output = "# \(Self.escaped(subject))\n"
        var words: [String] = []
        var block: [String] = []
        var title: String?
        var wantsTitle = false
        for line in body.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            if line.count >= 20, line.allSatisfy({ $0 == "-" }) {
                output += Self.paragraphs(words) + Self.section(title, block)
                (words, block, title, wantsTitle) = ([], [], nil, true)
            } else if wantsTitle {
                (title, wantsTitle) = (line, false)
            } else if title == nil {
                words.append(line)
            } else {
                block.append(line)
            }
        }
        return output + Self.paragraphs(words) + Self.section(title, block)
    }

    private static func paragraphs(_ lines: [String]) -> String {
        var output = ""
        var paragraph: [String] = []
        var fenced: [String] = []
        func end() {
            if !paragraph.isEmpty { output += "\n" + paragraph.joined(separator: "\\\n") + "\n" }
            if !fenced.isEmpty { output += "\n" + fence(fenced) }
            (paragraph, fenced) = ([], [])
        }
        for line in lines {
            if line.allSatisfy(\.isWhitespace) {
                end()
            } else if line.first?.isWhitespace == true {
                if !paragraph.isEmpty { end() }
                fenced.append(line)
            } else {
                if !fenced.isEmpty { end() }
                paragraph.append(escaped(line))
            }
        }
        end()
        return output
    }

    private static func section(_ title: String?, _ lines: [String]) -> String {
        guard let title else { return "" }
        let content = lines.drop(while: \.isEmpty).reversed().drop(while: \.isEmpty).reversed()
        // The last ruler is followed by one line that says who gathered the facts.
        guard !content.isEmpty else { return "\n\(escaped(title))\n" }
        let heading = title.prefix(1) + title.dropFirst().lowercased()
        return "\n## \(escaped(String(heading)))\n\n" + fence(Array(content))
    }

    /// A block of code whose fence is longer than any run of backticks in it.
    private static func fence(_ lines: [String]) -> String {
        var longest = 0
        for line in lines {
            var run = 0
            for character in line {
                run = character == "`" ? run + 1 : 0
                longest = max(longest, run)
            }
        }
        let mark = String(repeating: "`", count: max(3, longest + 1))
        return "\(mark)text\n\(lines.joined(separator: "\n"))\n\(mark)\n"
    }

    /// A line that shows as it is: what is markup anywhere is escaped, what is markup at the start of a line only there.
    private static func escaped(_ line: String) -> String {
        var escaped = ""
        var isStart = true
        for character in line {
            let isNumbering = ".)".contains(character) && escaped.allSatisfy(\.isNumber)
            if "\\`*_[]<&~|@".contains(character) || isStart && "#>+-=".contains(character) || isNumbering {
                escaped += "\\"
            }
            escaped.append(character)
            isStart = false
        }
        return escaped
    }

    // MARK: - JSON

    private struct Form: Encodable {
        let schema = 1
        let subject: String
        let recipients: [String]
        let severity: Int?
        let answers: [String: String]
        let body: String
    }

    /// One JSON object for programs that open tickets: `schema`, `subject`, `recipients`, `severity`, `answers` by key
    /// and `body`.
    ///
    /// - Throws: `EncodingError`; not for texts.
    public func json() throws -> String {
        let pairs = answers.answered.compactMap { field in
            answers[field].map { (field.rawValue, BodyText.sanitised($0)) }
        }
        let form = Form(
            subject: subject,
            recipients: recipients.map(HeaderText.sanitised),
            severity: answers.severity?.rawValue,
            answers: Dictionary(uniqueKeysWithValues: pairs),
            body: body
        )
        return String(decoding: try StableJSON.encode(form), as: UTF8.self)
    }

    // MARK: - mailto

    /// A `mailto:` link (RFC 6068) with the vendor's own words; what would not fit into ``mailtoLimit`` is left out and
    /// said to be.
    ///
    /// - Throws: `EmailError` when a recipient is no address.
    public func mailto() throws(EmailError) -> String {
        var addresses: [String] = []
        for recipient in recipients {
            addresses.append(Self.encoded(try EmailAddress(parsing: recipient, header: "To").address, keeping: "@"))
        }
        let note = "\r\n[...] The rest did not fit into the link; it follows in a reply."
        let head = "mailto:\(addresses.joined(separator: ","))?subject=\(Self.encoded(subject))&body="
        let lines = body.split(separator: "\n", omittingEmptySubsequences: false)
        var words = lines.prefix { !($0.count >= 20 && $0.allSatisfy { $0 == "-" }) }.map(String.init)
        for field in [Answers.Field.severity, .environment, .started, .contactName, .contactTelephone] {
            if let answer = answers[field] { words.append("\(field.title): \(HeaderText.sanitised(answer))") }
        }
        let text = words.joined(separator: "\r\n")
        let whole = Self.encoded(text)
        if head.utf8.count + whole.utf8.count <= Self.mailtoLimit { return head + whole }
        var link = head
        let end = Self.encoded(note)
        for scalar in text.unicodeScalars {
            let piece = Self.encoded(String(scalar))
            guard link.utf8.count + piece.utf8.count + end.utf8.count <= Self.mailtoLimit else { break }
            link += piece
        }
        return link + end
    }

    private static func encoded(_ text: String, keeping kept: String = "") -> String {
        var encoded = ""
        for octet in text.utf8 {
            if octet.isAlphanumeric || "-._~".utf8.contains(octet) || kept.utf8.contains(octet) {
                encoded.unicodeScalars.append(Unicode.Scalar(octet))
            } else {
                encoded += (octet < 16 ? "%0" : "%") + String(octet, radix: 16, uppercase: true)
            }
        }
        return encoded
    }
}
