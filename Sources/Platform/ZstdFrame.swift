internal import CPlatform

/// Makes complete Zstandard frames (RFC 8878) of bytes as they are.
///
/// A Zstandard file is any number of frames in a row.
public enum ZstdFrame {
    /// A frame of predictable length that stores a short block.
    ///
    /// - Precondition: `block` has 256 to 65,535 bytes.
    /// - Returns: nil when there is no memory for the check sum.
    public static func stored(_ block: [UInt8]) -> [UInt8]? {
        precondition((256...65_535).contains(block.count))
        var checksum: [UInt8] = [0, 0, 0, 0]
        let isMade = unsafe block.withUnsafeBufferPointer { block in
            unsafe checksum.withUnsafeMutableBufferPointer { checksum in
                unsafe sk_zstd_checksum(block.baseAddress, block.count, checksum.baseAddress)
            }
        }
        guard isMade else { return nil }
        // Magic number; a single segment with a content size of two bytes, less 256, and a check sum.
        var frame: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0b0110_0100]
        frame.append(littleEndian: UInt16(block.count - 256))
        // One block, the last, raw.
        let header = UInt32(block.count) << 3 | 1
        frame += [0, 8, 16].map { UInt8(truncatingIfNeeded: header >> $0) }
        return frame + block + checksum
    }

    /// A frame without content that carries `data` (RFC 8878, 3.1.2).
    public static func skippable(_ data: [UInt8]) -> [UInt8] {
        var frame: [UInt8] = skippableMagic
        frame.append(littleEndian: UInt32(data.count))
        return frame + data
    }

    /// What a frame without content begins with; the first of sixteen.
    public static let skippableMagic: [UInt8] = [0x50, 0x2A, 0x4D, 0x18]
}
