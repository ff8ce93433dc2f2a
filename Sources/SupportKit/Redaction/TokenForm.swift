/// The form of a secret that is known by its looks: a fixed beginning, then so many bytes of a certain kind.
///
/// A form is data: the search shape and the example are derived from it, so they cannot disagree with it.
struct TokenForm: Sendable {
    /// A piece of the form, read from left to right without going back.
    enum Part: Sendable {
        case text(String)
        case run(ByteSet, ClosedRange<Int>)
    }

    let id: String
    /// Whose token it is and what it opens.
    let title: String
    /// What the label says.
    let label: String
    let parts: [Part]

    /// Looks like other things, too: what stands before it decides.
    let isAmbiguous: Bool

    /// The search shape, where the one that follows from the parts would be slow.
    private let ownShape: String?

    init(
        _ id: String,
        _ title: String,
        label: String = "token",
        shape: String? = nil,
        isAmbiguous: Bool = false,
        _ parts: Part...
    ) {
        ownShape = shape
        self.isAmbiguous = isAmbiguous
        self.id = id
        self.title = title
        self.label = label
        self.parts = parts
    }

    /// Longest token considered.
    static let longest = 16384

    /// The end of the token that starts at `start`, nil if there is none.
    func end(in bytes: [UInt8], from start: Int, effort: Effort? = nil) -> Int? {
        var index = start
        defer { effort?.spend(index - start) }
        var last: ByteSet?
        for part in parts {
            switch part {
            case .text(let text):
                for byte in text.utf8 {
                    guard index < bytes.count, bytes[index] == byte else { return nil }
                    index += 1
                }
                last = nil
            case .run(let set, let count):
                var length = 0
                while index < bytes.count, length < count.upperBound, set.contains(bytes[index]) {
                    length += 1
                    index += 1
                }
                guard length >= count.lowerBound else { return nil }
                last = count.upperBound == Self.longest ? nil : set
            }
        }
        // A run of fixed length that goes on is something else: a digest, a name.
        if let last, index < bytes.count, last.contains(bytes[index]), bytes[index].isAlphanumeric { return nil }
        return index
    }

    /// Bytes that a token of this form can have at `position`, which is 0 or 1.
    func bytes(at position: Int) -> [UInt8] {
        var start = 0
        for part in parts {
            switch part {
            case .text(let text):
                if position < start + text.utf8.count { return [Array(text.utf8)[position - start]] }
                start += text.utf8.count
            case .run(let set, let count):
                // A short run may be over before `position`: any byte then.
                guard position < start + count.lowerBound else { return Array(0...255) }
                return (0...255).filter { set.contains($0) }
            }
        }
        return Array(0...255)
    }

    /// Whether a blank is part of it.
    var hasBlank: Bool {
        parts.contains { if case .text(let text) = $0 { text.utf8.contains(0x20) } else { false } }
    }

    /// Bytes of the shortest token of this form.
    var minimumLength: Int {
        parts.reduce(0) { sum, part in
            switch part {
            case .text(let text): sum + text.utf8.count
            case .run(_, let count): sum + count.lowerBound
            }
        }
    }

    /// Exact texts of which every token of this form has one, and what must stand around it; nil where such texts are
    /// too frequent in logs, and the shape is searched instead.
    var search: (texts: [String], pattern: String)? {
        guard ownShape == nil, let first = parts.first else { return nil }
        if case .text(let text) = first {
            let texts = beginnings
            guard texts.allSatisfy({ $0.utf8.count > 1 }) else { return nil }
            // As in `path`, `about`.
            let isCommon = text.utf8.count <= 3 && text.utf8.allSatisfy(\.isLower)
            return isCommon ? nil : (texts, shape)
        }
        var best: (text: String, pattern: String)?
        for (index, part) in parts.enumerated().dropFirst() {
            guard case .text(let text) = part, text.utf8.count > max(1, best?.text.utf8.count ?? 0),
                case .run(let set, let count) = parts[index - 1]
            else { continue }
            best = (text, "(?<=[\(set.expression)]{\(count.lowerBound)})\(Self.escaped(text))")
        }
        return best.map { ([$0.text], $0.pattern) }
    }

    /// The first text, made longer by single bytes of few kinds.
    private var beginnings: [String] {
        var texts = [""]
        for part in parts {
            switch part {
            case .text(let text): texts = texts.map { $0 + text }
            case .run(let set, 1...1):
                let bytes = (UInt8(0)...127).filter { set.contains($0) }
                guard (texts.first?.utf8.count ?? 0) < 3, texts.count * bytes.count <= 64 else { return texts }
                texts = texts.flatMap { text in bytes.map { text + String(UnicodeScalar($0)) } }
            case .run: return texts
            }
        }
        return texts
    }

    private static func escaped(_ text: String) -> String {
        text.utf8.map { byte in
            (byte.isAlphanumeric || byte == 0x5F ? "" : "\\") + String(UnicodeScalar(byte))
        }.joined()
    }

    /// A regular expression that matches in every token of this form, ending as early as it is telling.
    var shape: String {
        if let ownShape { return ownShape }
        var expression = ""
        var letters = 0
        for part in parts {
            switch part {
            case .text(let text):
                expression += Self.escaped(text)
                letters += text.utf8.count
            case .run(let set, let count):
                if letters >= 2 {
                    return expression + "[\(set.expression)]{\(min(count.lowerBound, max(1, 12 - letters)))}"
                }
                expression += "[\(set.expression)]{\(count.lowerBound),\(min(count.upperBound, 64))}"
            }
        }
        return expression
    }

    /// A made-up token of this form.
    var example: String {
        var text = ""
        let filling = Array("EXAMPLEx4mple0FAKEf4ke7222bbbb1d2c3b4a5f".utf8)
        for part in parts {
            switch part {
            case .text(let literal):
                text += literal
            case .run(let set, let count):
                let allowed = filling.filter { set.contains($0) }
                guard !allowed.isEmpty else { continue }
                for index in 0..<min(max(count.lowerBound, 24), count.upperBound) {
                    text += String(UnicodeScalar(allowed[index % allowed.count]))
                }
            }
        }
        return text
    }
}
