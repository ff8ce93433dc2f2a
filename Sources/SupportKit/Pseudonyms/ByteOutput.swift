/// Bytes on their way out; short pieces are added without calls or branches that depend on them.
struct ByteOutput {
    /// The bytes so far, and room.
    private var storage = [UInt8](repeating: 0, count: 1024)
    /// Number of bytes.
    private(set) var count = 0

    /// The digits of a byte and a point behind them, the first in the lowest bits.
    private static let decimals: [UInt32] = (0...255).map { (byte: UInt32) in
        let (hundreds, tens, ones) = (0x30 + byte / 100, 0x30 + byte / 10 % 10, 0x30 + byte % 10)
        if byte >= 100 { return hundreds | tens << 8 | ones << 16 | 0x2E00_0000 }
        return byte >= 10 ? tens | ones << 8 | 0x2E_0000 : ones | 0x2E00
    }

    /// Calls `body` with the bytes.
    func withSpan(_ body: (Span<UInt8>) throws -> Void) rethrows {
        try body(storage.span.extracting(0..<count))
    }

    mutating func removeAll() {
        count = 0
    }

    @inline(__always)
    private mutating func makeRoom(_ more: Int) {
        if count + more > storage.count { grow(more) }
    }

    @inline(never)
    private mutating func grow(_ more: Int) {
        storage += Array(repeating: 0, count: max(more, storage.count))
    }

    mutating func append(_ byte: UInt8) {
        makeRoom(1)
        storage[count] = byte
        count += 1
    }

    mutating func append(_ bytes: [UInt8]) {
        append(bytes.span)
    }

    mutating func append(_ bytes: ArraySlice<UInt8>) {
        append(bytes.span)
    }

    @inline(__always)
    mutating func append(_ bytes: Span<UInt8>) {
        makeRoom(bytes.count)
        let start = count
        unsafe storage.withUnsafeMutableBytes { storage in
            unsafe bytes.withUnsafeBytes { bytes in
                unsafe UnsafeMutableRawBufferPointer(rebasing: storage[start...]).copyMemory(from: bytes)
            }
        }
        count += bytes.count
    }

    /// Adds the four numbers of an address with points between them.
    @inline(__always)
    mutating func append(address: UInt32) {
        makeRoom(16)
        let decimals = Self.decimals
        var end = count
        unsafe storage.withUnsafeMutableBytes { storage in
            for shift: UInt32 in [24, 16, 8, 0] {
                let number = Int(address >> shift & 255)
                unsafe storage.storeBytes(of: decimals[number], toByteOffset: end, as: UInt32.self)
                end += 2 + (number >= 10 ? 1 : 0) + (number >= 100 ? 1 : 0)
            }
        }
        count = end - 1
    }
}
