internal import CPlatform

/// Makes complete gzip members (RFC 1952) of bytes as they are.
///
/// A gzip file is any number of members in a row.
public enum GzipMember {
    /// Bytes a member adds around a stored block of at most 65,535 bytes: header, block header, check sum and length.
    public static let storedOverhead = 10 + 5 + 8

    /// A member of predictable length that stores a short block as it is.
    ///
    /// - Precondition: `block` has at most 65,535 bytes.
    public static func stored(_ block: [UInt8]) -> [UInt8] {
        precondition(block.count <= 65_535)
        let length = UInt16(block.count)
        let checksum = unsafe block.withUnsafeBytes { unsafe libdeflate_crc32(0, $0.baseAddress, $0.count) }
        // RFC 1952: no name, no time, unknown extra flags, Unix. RFC 1951: one final stored block.
        var member: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1]
        member.append(littleEndian: length)
        member.append(littleEndian: ~length)
        member += block
        member.append(littleEndian: checksum)
        member.append(littleEndian: UInt32(block.count))
        return member
    }
}

extension [UInt8] {
    mutating func append(littleEndian value: some FixedWidthInteger) {
        for index in 0..<value.bitWidth / 8 {
            append(UInt8(truncatingIfNeeded: value >> (index * 8)))
        }
    }
}
