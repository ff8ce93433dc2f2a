extension Span<UInt8> {
    /// Whether `text`, in small letters, stands at `index` in either case.
    func hasText(_ text: StaticString, at index: Int, ignoringCase: Bool = false) -> Bool {
        guard index >= 0, index + text.utf8CodeUnitCount <= count else { return false }
        return text.withUTF8Buffer { text in
            for offset in 0..<text.count {
                let byte = self[index + offset]
                guard unsafe (ignoringCase ? byte.lowered : byte) == text[offset] else { return false }
            }
            return true
        }
    }

    /// Whether `text`, in small letters, ends at `end` in either case.
    func hasText(_ text: StaticString, endingAt end: Int) -> Bool {
        hasText(text, at: end - text.utf8CodeUnitCount, ignoringCase: true)
    }

    /// The bytes from `start` to `end` as an array.
    func array(_ start: Int, _ end: Int) -> [UInt8] {
        unsafe extracting(start..<end).withUnsafeBufferPointer { unsafe Array($0) }
    }

    /// The atom that ends before `end`, with blanks and marks of assignment between; nil if there is none.
    ///
    /// Looks at no more than six marks and 32 letters.
    func atom(before end: Int) -> Range<Int>? {
        var last = end
        while last > 0, end - last < 6, self[last - 1].isAny(of: " \t:=\"'>(,[\\") { last -= 1 }
        var first = last
        while first > 0, last - first < 32, self[first - 1].isAlphanumeric { first -= 1 }
        return first < last ? first..<last : nil
    }

    /// Whether an atom ends before `index`.
    func isAtom(before index: Int) -> Bool {
        index > 0 && self[index - 1].isAlphanumeric
    }

    /// Whether an atom begins at `index`.
    func isAtom(at index: Int) -> Bool {
        index < count && self[index].isAlphanumeric
    }

    /// Whether `byte` is at `index`.
    func has(_ byte: UInt8, at index: Int) -> Bool {
        index >= 0 && index < count && self[index] == byte
    }
}
