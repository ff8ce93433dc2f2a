internal import Platform
internal import SystemPackage

/// The header of one tar entry in the GNU form: a ustar header, before it a long name where it needs one.
///
/// Format: "Basic Tar Format" and "GNU tar and POSIX tar" in the GNU tar manual. The GNU form is used because it keeps
/// names as bytes and sizes beyond 8 GiB in the header itself, whose length therefore does not depend on the size: it
/// can be written first and filled in later. GNU tar, bsdtar, Python and 7-Zip read it.
struct TarHeader {
    let path: FilePath
    let size: Int64
    /// Seconds since 1970.
    let modified: Int64

    private static let nameLength = 100

    /// The header's bytes, a multiple of 512.
    var bytes: [UInt8] {
        let name = path.bytes
        guard name.count > Self.nameLength else { return block(name: name, size: size, type: UInt8(ascii: "0")) }
        var bytes = block(name: Array("././@LongLink".utf8), size: Int64(name.count + 1), type: UInt8(ascii: "L"))
        bytes += name + [0]
        bytes += [UInt8](repeating: 0, count: TarHeader.padding(after: Int64(name.count + 1)))
        return bytes + block(name: Array(name.prefix(Self.nameLength)), size: size, type: UInt8(ascii: "0"))
    }

    /// Zeros that follow `size` bytes of content.
    static func padding(after size: Int64) -> Int {
        Int((512 - size % 512) % 512)
    }

    private func block(name: [UInt8], size: Int64, type: UInt8) -> [UInt8] {
        var block = [UInt8](repeating: 0, count: 512)
        block.put(name, at: 0)
        block.put(octal: 0o600, length: 8, at: 100)
        block.put(octal: 0, length: 8, at: 108)
        block.put(octal: 0, length: 8, at: 116)
        block.put(number: size, length: 12, at: 124)
        block.put(octal: max(0, min(modified, 0o77_777_777_777)), length: 12, at: 136)
        block.put(Array("        ".utf8), at: 148)
        block[156] = type
        block.put(Array("ustar  ".utf8), at: 257)
        block.put(Array("root".utf8), at: 265)
        block.put(Array("root".utf8), at: 297)
        let checksum = block.reduce(Int64(0)) { $0 + Int64($1) }
        block.put(octal: checksum, length: 7, at: 148)
        block[155] = UInt8(ascii: " ")
        return block
    }
}

extension [UInt8] {
    fileprivate mutating func put(_ bytes: [UInt8], at offset: Int) {
        for (index, byte) in bytes.enumerated() { self[offset + index] = byte }
    }

    /// Octal digits with a zero byte at the end of the field.
    fileprivate mutating func put(octal number: Int64, length: Int, at offset: Int) {
        for index in 0..<length - 1 {
            self[offset + length - 2 - index] = 0x30 + UInt8(truncatingIfNeeded: number >> (3 * Int64(index)) & 7)
        }
    }

    /// Octal where it fits, else base 256 with the top bit of the field set.
    fileprivate mutating func put(number: Int64, length: Int, at offset: Int) {
        guard number > 0o77_777_777_777 else { return put(octal: number, length: length, at: offset) }
        for index in 0..<8 {
            self[offset + length - 1 - index] = UInt8(truncatingIfNeeded: number >> (8 * index))
        }
        self[offset] = 0x80
    }
}
