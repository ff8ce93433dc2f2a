internal import CPlatform

extension Span<UInt8> {
    /// Counts line ends: LF, CR, CRLF and NUL, or NUL alone.
    ///
    /// - Parameters:
    ///   - range: where to look; a CR at its end belongs to a LF behind it.
    ///   - onlyNUL: whether nothing but NUL ends a line.
    /// - Returns: how many there are, and the place behind the last one; the start of the range if there is none.
    public func lineEnds(in range: Range<Int>, onlyNUL: Bool) -> (count: Int, next: Int) {
        guard range.lowerBound >= 0, range.upperBound <= count else { return (0, range.lowerBound) }
        var last = range.lowerBound
        let found = unsafe withUnsafeBufferPointer { bytes in
            unsafe sk_count_lines(bytes.baseAddress, bytes.count, range.lowerBound, range.upperBound, onlyNUL, &last)
        }
        return (found, last)
    }

    /// The place behind the first line end at or behind `start` before which so many letters of base 64 stand.
    public func endOfBase64Line(from start: Int, letters: Int) -> Int? {
        let end = unsafe withUnsafeBufferPointer { bytes in
            unsafe sk_base64_line(bytes.baseAddress, bytes.count, start, letters)
        }
        return end >= 0 ? end : nil
    }
}
