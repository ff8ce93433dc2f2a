internal import CPlatform

/// Makes complete gzip members (RFC 1952) from blocks of bytes.
///
/// A gzip file is any number of members in a row.
@safe
public struct GzipMember: ~Copyable {
    private let compressor: OpaquePointer

    /// Bytes a member adds around a stored block of at most 65,535 bytes: header, block header, check sum and length.
    public static let storedOverhead = 10 + 5 + 8

    private init(compressor: OpaquePointer) {
        unsafe self.compressor = compressor
    }

    deinit {
        unsafe libdeflate_free_compressor(compressor)
    }

    /// Creates a compressor.
    ///
    /// - Parameter level: 1 (fast) to 12 (small), as libdeflate counts.
    /// - Returns: nil when there is no memory for it.
    public static func make(level: Int32) -> GzipMember? {
        guard let compressor = unsafe libdeflate_alloc_compressor(level) else { return nil }
        return unsafe GzipMember(compressor: compressor)
    }

    /// Compresses a block into one member.
    ///
    /// - Parameters:
    ///   - block: the bytes.
    ///   - buffer: receives the member from its first byte on; it is enlarged where that is needed.
    /// - Returns: the member's size in bytes.
    public borrowing func compress(_ block: Span<UInt8>, into buffer: inout [UInt8]) -> Int {
        let bound = unsafe libdeflate_gzip_compress_bound(compressor, block.count)
        if buffer.count < bound { buffer = [UInt8](repeating: 0, count: bound) }
        let size = unsafe buffer.withUnsafeMutableBytes { target in
            unsafe block.withUnsafeBytes { source in
                unsafe libdeflate_gzip_compress(
                    compressor,
                    source.baseAddress,
                    source.count,
                    target.baseAddress,
                    target.count
                )
            }
        }
        // The bound is libdeflate's own promise, so 0 (did not fit) cannot happen.
        precondition(size > 0, "libdeflate broke its bound")
        return size
    }

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
    fileprivate mutating func append(littleEndian value: some FixedWidthInteger) {
        for index in 0..<value.bitWidth / 8 {
            append(UInt8(truncatingIfNeeded: value >> (index * 8)))
        }
    }
}
