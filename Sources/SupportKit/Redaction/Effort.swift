/// Counts the bytes that the rules look at for one line, some of them again and again.
///
/// Without a bound a line without ends of values, such as `key=key=key=…`, would cost the square of its length.
final class Effort {
    private var spent = 0
    private var limit = 0

    /// Begins a line of so many bytes.
    func begin(line length: Int) {
        spent = 0
        limit = (4 << 20) + 32 * length
    }

    /// Notes that a rule has looked at so many bytes.
    func spend(_ count: Int) { spent += count }

    /// Whether the line has cost more than any real one does.
    var isExhausted: Bool { spent > limit }
}
