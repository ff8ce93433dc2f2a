/// The value of a key as it stands in a line.
struct Value {
    /// The content, without quotes.
    var range: Range<Int>
    /// Where reading goes on: behind the closing quote.
    var next: Int
    var isQuoted: Bool
    /// Closing quote, 0 for a bare value.
    var quote: UInt8 = 0
    /// Backslashes before each quote.
    var level = 0
    /// The closing quote is not on this line.
    var isOpen = false
    /// Runs to the end of the line by its grammar.
    var isWholeLine = false
}
