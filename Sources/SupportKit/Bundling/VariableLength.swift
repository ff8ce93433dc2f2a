/// Numbers of 7 bits a byte, the lowest first; the top bit says that more follow.
extension [UInt8] {
    /// Appends a number; a negative one takes ten bytes.
    mutating func append(number: Int) {
        var rest = UInt(bitPattern: number)
        while rest >= 0x80 {
            append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        append(UInt8(rest))
    }

    /// Reads the number at `index`, which this program wrote, and moves `index` behind it.
    func number(at index: inout Int) -> Int {
        var number: UInt = 0
        var shift: UInt = 0
        while true {
            let byte = self[index]
            index += 1
            number |= UInt(byte & 0x7F) << shift
            if byte < 0x80 { return Int(bitPattern: number) }
            shift += 7
        }
    }
}

extension ArraySlice<UInt8> {
    /// Takes a number away from the front; nil where none stands, or one that does not fit.
    mutating func takeNumber() -> Int? {
        var number: UInt = 0
        var shift: UInt = 0
        while let byte = popFirst() {
            guard shift < 63 else { return nil }
            number |= UInt(byte & 0x7F) << shift
            if byte < 0x80 { return Int(number) }
            shift += 7
        }
        return nil
    }
}

extension Collection<UInt8> {
    /// How many bytes this and the other begin with in common.
    func countOfCommonPrefix(_ other: some Collection<UInt8>) -> Int {
        var count = 0
        for (left, right) in zip(self, other) {
            guard left == right else { break }
            count += 1
        }
        return count
    }
}
