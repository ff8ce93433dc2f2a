internal import CPlatform

extension Span<UInt8> {
    /// The place of the last such byte.
    public func lastIndex(of byte: UInt8) -> Int? {
        let index = unsafe withUnsafeBytes { unsafe sk_last_index($0.baseAddress, $0.count, Int32(byte)) }
        return index >= 0 ? index : nil
    }

    /// How often there is such a byte.
    public func count(of byte: UInt8) -> Int {
        unsafe withUnsafeBytes { unsafe sk_count($0.baseAddress, $0.count, Int32(byte)) }
    }

    /// The place where bytes stop being text, as compressed or packed files behind text do; nil for text throughout.
    public var firstBinaryIndex: Int? {
        let index = unsafe withUnsafeBytes { unsafe sk_first_binary($0.baseAddress, $0.count) }
        return index >= 0 ? index : nil
    }

    /// Whether the bytes occur.
    public func contains(_ text: [UInt8]) -> Bool {
        firstIndex(of: text) != nil
    }

    /// The first place at or behind `start` where the bytes occur.
    public func firstIndex(of text: [UInt8], from start: Int = 0) -> Int? {
        let index = unsafe extracting(start..<count).withUnsafeBytes { bytes in
            unsafe text.withUnsafeBytes { text in
                unsafe sk_find(bytes.baseAddress, bytes.count, text.baseAddress, text.count)
            }
        }
        return index >= 0 ? start + index : nil
    }
}
