/// Runs an ``IdentityScanner`` over a text that comes in pieces.
///
/// Everything up to the last line end is handed over at once; of a line that is not complete less than a KiB is held
/// back.
struct IdentityFilter<Source: IdentitySource>: ~Copyable {
    private var scanner: IdentityScanner<Source>
    /// The end of the line that is not complete: bytes that are handed over already, for their context, then those
    /// that are not.
    private var carry: [UInt8] = []
    /// Bytes of ``carry`` that are decided.
    private var decided = 0

    /// Bytes that are looked at before what was made of them is handed over.
    private static var slice: Int { 1 << 18 }

    init(source: Source) {
        scanner = IdentityScanner(source: source)
    }

    mutating func consume(_ bytes: Span<UInt8>, into sink: (Span<UInt8>) throws -> Void) throws {
        var start = 0
        if !carry.isEmpty {
            // What is left of the line first; of a line without end all there is.
            var end = 0
            while end < bytes.count, !bytes[end].endsLine { end += 1 }
            end = min(end + 1, bytes.count)
            unsafe bytes.extracting(0..<end).withUnsafeBufferPointer { unsafe carry.append(contentsOf: $0) }
            start = end
            let line = carry
            try process(line.span, into: sink)
        }
        while start < bytes.count {
            var end = min(start + Self.slice, bytes.count)
            if end < bytes.count {
                while end > start, !bytes[end - 1].endsLine { end -= 1 }
                if end == start { end = bytes.count }
            }
            try process(bytes.extracting(start..<end), into: sink)
            start = end
        }
    }

    /// Decides what can be decided of `bytes`, which begin with what ``carry`` holds, and carries the rest.
    private mutating func process(_ bytes: Span<UInt8>, into sink: (Span<UInt8>) throws -> Void) throws {
        if bytes.count > 0, bytes[bytes.count - 1].endsLine {
            _ = scanner.scan(bytes, from: decided, to: bytes.count)
            try hand(bytes, to: bytes.count, into: sink)
            carry.removeAll(keepingCapacity: true)
            decided = 0
            scanner.startLine()
            return
        }
        var line = bytes.count
        while line > 0, bytes.count - line <= IdentityScanner<Source>.lookAhead, !bytes[line - 1].endsLine { line -= 1 }
        let limit = max(
            bytes.count - IdentityScanner<Source>.lookAhead,
            line > 0 && bytes[line - 1].endsLine ? line : 0
        )
        if limit > decided { decided = scanner.scan(bytes, from: decided, to: limit) }
        let context = max(0, decided - IdentityScanner<Source>.lookBehind)
        let end = max(scanner.copied, context)
        try hand(bytes, to: end, into: sink)
        carry = bytes.array(context, bytes.count)
        decided -= context
        scanner.advance(by: context)
    }

    /// Hands over the input up to `end` as the scanner left it.
    private mutating func hand(_ bytes: Span<UInt8>, to end: Int, into sink: (Span<UInt8>) throws -> Void) throws {
        if scanner.output.count == 0 {
            if end > scanner.copied { try sink(bytes.extracting(scanner.copied..<end)) }
            scanner.skip(to: end)
        } else {
            scanner.copy(bytes, to: end)
            try scanner.handOver(sink)
        }
    }

    /// Hands over the rest.
    mutating func finish(into sink: (Span<UInt8>) throws -> Void) throws {
        let rest = carry
        _ = scanner.scan(rest.span, from: decided, to: rest.count)
        try hand(rest.span, to: rest.count, into: sink)
        carry = []
        decided = 0
        scanner.startLine()
        scanner.flushCounts()
    }

    /// Replaces what is found in a short text.
    mutating func replace(_ text: String) -> String {
        let bytes = Array(text.utf8)
        _ = scanner.scan(bytes.span, from: 0, to: bytes.count)
        scanner.copy(bytes.span, to: bytes.count)
        scanner.flushCounts()
        var result: [UInt8] = []
        scanner.output.withSpan { result = $0.array(0, $0.count) }
        return String(decoding: result, as: UTF8.self)
    }
}
