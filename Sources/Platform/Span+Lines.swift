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
}
