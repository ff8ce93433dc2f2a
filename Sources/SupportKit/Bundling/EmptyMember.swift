internal import Platform

/// A gzip member without content whose extra field has one subfield (RFC 1952), or a skippable frame of Zstandard.
struct EmptyMember: Equatable {
    let format: BundleFormat
    /// Two letters that say what it is.
    let name: [UInt8]
    /// What it carries, at most 65,531 bytes.
    let data: [UInt8]

    /// A piece of an index.
    static let index = Array("SI".utf8)
    /// The footer of a bundle.
    static let footer = Array("SF".utf8)

    // FEXTRA, no time, unknown extra flags, Unix.
    private static let head: [UInt8] = [0x1F, 0x8B, 8, 4, 0, 0, 0, 0, 0, 3]
    // RFC 1951: one final block with fixed codes that ends at once; check sum and length of nothing.
    private static let tail: [UInt8] = [3, 0, 0, 0, 0, 0, 0, 0, 0, 0]

    init(format: BundleFormat, name: [UInt8], data: [UInt8]) {
        self.format = format
        self.name = name
        self.data = data
    }

    /// Reads the member at the start of `bytes`; nil when it is not of this form.
    init?(first bytes: ArraySlice<UInt8>) {
        var rest = bytes
        func take(_ count: Int) -> [UInt8]? {
            guard count >= 0, rest.count >= count else { return nil }
            defer { rest = rest.dropFirst(count) }
            return Array(rest.prefix(count))
        }
        func number(_ bytes: [UInt8]) -> Int { bytes.reversed().reduce(0) { $0 << 8 | Int($1) } }
        if bytes.starts(with: ZstdFrame.skippableMagic) {
            guard take(ZstdFrame.skippableMagic.count) != nil, let length = take(4), let name = take(2),
                let data = take(number(length) - 2)
            else { return nil }
            self.init(format: .zstd, name: name, data: data)
            return
        }
        guard take(Self.head.count) == Self.head, let extra = take(2), let name = take(2), let length = take(2) else {
            return nil
        }
        guard number(extra) == number(length) + 4, let data = take(number(length)), take(Self.tail.count) == Self.tail
        else { return nil }
        self.init(format: .gzip, name: name, data: data)
    }

    /// The member in bytes.
    var bytes: [UInt8] {
        switch format {
        case .gzip:
            let extra = data.count + 4
            return Self.head + [UInt8(extra & 0xFF), UInt8(extra >> 8)] + name
                + [UInt8(data.count & 0xFF), UInt8(data.count >> 8)] + data + Self.tail
        case .zstd:
            return ZstdFrame.skippable(name + data)
        }
    }
}
