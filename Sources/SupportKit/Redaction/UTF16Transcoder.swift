/// Turns UTF-16 into UTF-8 and back without losing anything: lone surrogates travel as three bytes each.
struct UTF16Transcoder {
    private let isBigEndian: Bool
    private var oddByte: UInt8?
    private var highSurrogate: UInt32?
    private var sequence: [UInt8] = []

    init(isBigEndian: Bool) {
        self.isBigEndian = isBigEndian
    }

    // MARK: - To UTF-8

    /// Appends the units that `chunk` completes to `output`.
    mutating func decode(_ chunk: Span<UInt8>, into output: inout [UInt8]) {
        for index in chunk.indices {
            guard let first = oddByte else {
                oddByte = chunk[index]
                continue
            }
            oddByte = nil
            let second = chunk[index]
            unit(isBigEndian ? UInt32(first) << 8 | UInt32(second) : UInt32(second) << 8 | UInt32(first), &output)
        }
    }

    /// Appends what is incomplete and returns the byte that is half a unit.
    mutating func finishDecoding(into output: inout [UInt8]) -> UInt8? {
        if let high = highSurrogate { Self.append(high, to: &output) }
        highSurrogate = nil
        defer { oddByte = nil }
        return oddByte
    }

    private mutating func unit(_ unit: UInt32, _ output: inout [UInt8]) {
        if let high = highSurrogate {
            highSurrogate = nil
            if unit & 0xFC00 == 0xDC00 {
                Self.append(0x10000 + ((high & 0x3FF) << 10 | unit & 0x3FF), to: &output)
                return
            }
            Self.append(high, to: &output)
        }
        if unit & 0xFC00 == 0xD800 { highSurrogate = unit } else { Self.append(unit, to: &output) }
    }

    private static func append(_ scalar: UInt32, to output: inout [UInt8]) {
        switch scalar {
        case 0..<0x80:
            output.append(UInt8(scalar))
        case 0x80..<0x800:
            output.append(UInt8(0xC0 | scalar >> 6))
            output.append(UInt8(0x80 | scalar & 0x3F))
        case 0x800..<0x10000:
            output.append(UInt8(0xE0 | scalar >> 12))
            output.append(UInt8(0x80 | scalar >> 6 & 0x3F))
            output.append(UInt8(0x80 | scalar & 0x3F))
        default:
            output.append(UInt8(0xF0 | scalar >> 18 & 0x07))
            output.append(UInt8(0x80 | scalar >> 12 & 0x3F))
            output.append(UInt8(0x80 | scalar >> 6 & 0x3F))
            output.append(UInt8(0x80 | scalar & 0x3F))
        }
    }

    // MARK: - Back

    /// Appends `text`, as made by ``decode(_:into:)``, to `output`; a sequence that is cut waits for the next call.
    mutating func encode(_ text: Span<UInt8>, into output: inout [UInt8]) {
        for index in text.indices {
            let byte = text[index]
            if sequence.isEmpty, byte < 0x80 {
                append(unit: UInt32(byte), to: &output)
                continue
            }
            sequence.append(byte)
            guard let first = sequence.first else { continue }
            let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
            guard sequence.count == length else { continue }
            var scalar = UInt32(first) & (length == 4 ? 0x07 : length == 3 ? 0x0F : 0x1F)
            for byte in sequence.dropFirst() { scalar = scalar << 6 | UInt32(byte & 0x3F) }
            sequence.removeAll(keepingCapacity: true)
            if scalar >= 0x10000 {
                append(unit: 0xD800 | (scalar - 0x10000) >> 10, to: &output)
                append(unit: 0xDC00 | (scalar - 0x10000) & 0x3FF, to: &output)
            } else {
                append(unit: scalar, to: &output)
            }
        }
    }

    private func append(unit: UInt32, to output: inout [UInt8]) {
        let high = UInt8(unit >> 8 & 0xFF)
        let low = UInt8(unit & 0xFF)
        output.append(isBigEndian ? high : low)
        output.append(isBigEndian ? low : high)
    }
}
