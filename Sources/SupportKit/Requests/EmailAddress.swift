/// A mailbox: a name, where there is one, and an address (RFC 5322, section 3.4).
public struct EmailAddress: Sendable, Equatable {
    /// The most octets of an address (RFC 5321, sections 4.5.3.1.1 and 4.5.3.1.2).
    private static let maximumOctets = 254
    private static let maximumLocalOctets = 64
    private static let maximumNameOctets = 500

    /// The person's or the team's name.
    public let name: String?
    /// The address proper: `local@domain`.
    public let address: String

    /// Creates a mailbox.
    ///
    /// - Parameters:
    ///   - name: The name to show; blank counts as none.
    ///   - address: The address; see `isAddress(_:)`.
    ///   - header: The header it is for, for the error.
    /// - Throws: `EmailError` if the address is not one, or the name holds controls or is longer than 500 bytes.
    public init(name: String? = nil, address: String, header: String) throws(EmailError) {
        guard Self.isAddress(address) else {
            throw EmailError(part: header, problem: "an address is not of the form name@domain in ASCII")
        }
        if let name {
            if let problem = HeaderText.problem(in: name) {
                throw EmailError(part: header, problem: "a name has the control character \(problem)")
            }
            if name.utf8.count > Self.maximumNameOctets {
                throw EmailError(part: header, problem: "a name is longer than \(Self.maximumNameOctets) bytes")
            }
        }
        let shown = name.map(HeaderText.sanitised)
        self.name = shown?.isEmpty == true ? nil : shown
        self.address = address
    }

    /// Reads `local@domain` or `Name <local@domain>`; the name may stand in double quotes.
    ///
    /// - Throws: `EmailError` if it is neither.
    public init(parsing text: String, header: String) throws(EmailError) {
        if let problem = HeaderText.problem(in: text) {
            throw EmailError(part: header, problem: "has the control character \(problem)")
        }
        let trimmed = HeaderText.sanitised(text)
        guard trimmed.last == ">", let open = trimmed.lastIndex(of: "<") else {
            try self.init(name: nil, address: trimmed, header: header)
            return
        }
        let address = trimmed[trimmed.index(after: open)...].dropLast()
        var name = HeaderText.sanitised(String(trimmed[..<open]))
        if name.count >= 2, name.first == "\"", name.last == "\"" {
            name = String(name.dropFirst().dropLast())
        } else if name.contains(where: { $0 == "<" || $0 == ">" || $0 == "@" }) {
            throw EmailError(part: header, problem: "must be one address, as in Support <support@example.com>")
        }
        try self.init(name: name, address: String(address), header: header)
    }

    /// Whether the text is an address every mail server takes: ASCII, a dot-atom on the left, a host name on the right.
    ///
    /// A leading hyphen is refused, so that an address can never be taken for an option.
    public static func isAddress(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard parts.count == 2, text.utf8.count <= maximumOctets, parts[0].count <= maximumLocalOctets,
            text.utf8.first != UInt8(ascii: "-")
        else { return false }
        let isDotAtom = isDotted(parts[0]) { $0.isAlphanumeric || "!#$%&'*+-/=?^_`{|}~".utf8.contains($0) }
        return isDotAtom && isDomain(parts[1])
    }

    /// Whether the text is a host name in ASCII.
    static func isDomain(_ text: Substring.UTF8View) -> Bool {
        isDotted(text) { $0.isAlphanumeric || $0 == UInt8(ascii: "-") }
            && text.split(separator: UInt8(ascii: ".")).allSatisfy { label in
                label.count <= 63 && label.first != UInt8(ascii: "-") && label.last != UInt8(ascii: "-")
            }
    }

    /// The part behind the at sign.
    var domain: String { String(address.drop { $0 != "@" }.dropFirst()) }

    private static func isDotted(_ text: Substring.UTF8View, isAllowed: (UInt8) -> Bool) -> Bool {
        text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
            .allSatisfy { !$0.isEmpty && $0.allSatisfy(isAllowed) }
    }
}
