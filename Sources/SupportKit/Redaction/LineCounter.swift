internal import Platform

/// Counts line ends up to places that are asked for in rising order.
///
/// LF, CR, CRLF and NUL end a line, as for the redactor; with `onlyNUL` NUL alone does.
struct LineCounter {
    /// The line in which ``position`` stands, counted from one.
    private(set) var line: Int
    private(set) var lineStart: Int
    private var position: Int
    private let onlyNUL: Bool

    /// Starts at `position`, in `line`, whose bytes before it are `column` in number.
    init(line: Int, position: Int, column: Int = 0, onlyNUL: Bool) {
        self.line = line
        self.position = position
        lineStart = position - column
        self.onlyNUL = onlyNUL
    }

    /// Moves to `index`, at or behind the place asked for before.
    mutating func advance(to index: Int, in block: Span<UInt8>) {
        guard position < index else { return }
        let found = block.lineEnds(in: position..<index, onlyNUL: onlyNUL)
        line += found.count
        if found.count > 0 { lineStart = found.next }
        position = index
    }

    /// The byte of the line at which the counter stands, counted from one.
    var column: Int { position - lineStart + 1 }
}
