/// A length of time as a person types it on the command line.
public enum DurationExpression {
    /// Reads `30m`, `1h30m`, `1h 30m`, `1.5h` or `90 minutes`.
    ///
    /// A bare number is refused: nobody can see that it would be seconds.
    ///
    /// - Parameter text: the expression.
    /// - Returns: the length, more than nothing.
    /// - Throws: `TimeExpression.Problem` that says what can be written.
    public static func parse(_ text: String) throws(TimeExpression.Problem) -> Duration {
        let text = text.trimmedWhitespace
        let magnitude = text.hasPrefix("-") ? String(text.dropFirst()) : text
        guard let duration = Duration(text: magnitude) else {
            throw .init("'\(text)' is not a length of time; write 30m, 1h30m, 2h or 1d")
        }
        guard magnitude == text, duration > .zero else {
            throw .init("'\(text)' is no length of time that can pass; write one above zero, such as 30m or 2h")
        }
        if text.allSatisfy({ $0.isNumber || $0 == "." }) {
            throw .init("'\(text)' has no unit; write \(text)m for minutes or \(text)s for seconds")
        }
        return duration
    }
}
