/// Reads UTF-16 as UTF-8, to be searched and not to be kept: NULs are dropped, so that UTF-32 reads the same.
struct WideText {
    private let isBigEndian: Bool
    private var half: UInt8?
    private var high: UInt32?

    /// Bytes that ``init(head:)`` looks at.
    static let headLength = 256

    /// Judges by a byte order mark or by where the NULs of the first bytes are; nil for anything that is not UTF-16.
    init?(head: Span<UInt8>) {
        guard head.count >= 2 else { return nil }
        if head[0] == 0xFF, head[1] == 0xFE {
            isBigEndian = false
        } else if head[0] == 0xFE, head[1] == 0xFF {
            isBigEndian = true
        } else {
            let count = min(head.count, Self.headLength)
            var zeros = (even: 0, odd: 0)
            for index in 0..<count where head[index] == 0 {
                if index.isMultiple(of: 2) { zeros.even += 1 } else { zeros.odd += 1 }
            }
            let many = count / 4
            guard count >= 16, zeros.even + zeros.odd >= many, zeros.even * 8 < many || zeros.odd * 8 < many else {
                return nil
            }
            isBigEndian = zeros.even > zeros.odd
        }
    }

    /// Appends the text that `chunk` completes.
    mutating func decode(_ chunk: Span<UInt8>, into text: inout [UInt8]) {
        for index in chunk.indices {
            guard let first = half else {
                half = chunk[index]
                continue
            }
            half = nil
            let second = chunk[index]
            let unit = isBigEndian ? UInt32(first) << 8 | UInt32(second) : UInt32(second) << 8 | UInt32(first)
            switch unit {
            case 0: break
            case 0xD800..<0xDC00:
                high = unit
            case 0xDC00..<0xE000:
                if let high { append(0x10000 + (high & 0x3FF) << 10 + unit & 0x3FF, to: &text) }
                high = nil
            default:
                append(unit, to: &text)
            }
        }
    }

    private func append(_ value: UInt32, to text: inout [UInt8]) {
        guard value >= 0x80 else { return text.append(UInt8(value)) }
        guard let scalar = Unicode.Scalar(value) else { return }
        text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
}
