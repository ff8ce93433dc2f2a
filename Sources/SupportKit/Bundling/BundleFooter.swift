internal import Platform

/// The last member of a bundle: it says where the index begins.
struct BundleFooter: Equatable {
    /// The offset of the first member that carries the index; what stands before is the archive.
    let offset: Int64
    /// The index's length without the members around it, in bytes.
    let length: Int64

    private static let magic = Array("skindex1".utf8)

    /// The length of the member, always the same for a format.
    static func memberLength(_ format: BundleFormat) -> Int {
        BundleFooter(offset: 0, length: 0).member(format).count
    }

    init(offset: Int64, length: Int64) {
        self.offset = offset
        self.length = length
    }

    /// Reads the last ``memberLength(_:)`` bytes of a file of `size` bytes; nil when they are no such footer.
    init?(_ bytes: [UInt8], fileSize size: Int64) {
        guard let member = EmptyMember(first: bytes[...]), member.name == EmptyMember.footer,
            member.bytes.count == bytes.count, member.data.count == 24, member.data.starts(with: Self.magic)
        else { return nil }
        let offset = Self.number(member.data[8..<16])
        let length = Self.number(member.data[16..<24])
        guard let offset, let length, offset < size, length <= BundleIndex.maximumLength,
            length <= size - offset
        else { return nil }
        self.init(offset: offset, length: length)
    }

    /// The member in bytes.
    func member(_ format: BundleFormat) -> [UInt8] {
        let data = Self.magic + Self.bytes(offset) + Self.bytes(length)
        return EmptyMember(format: format, name: EmptyMember.footer, data: data).bytes
    }

    private static func bytes(_ number: Int64) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> Int64? {
        let number = bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return Int64(exactly: number)
    }
}
