internal import Platform
internal import Synchronization

/// What must follow a searched text at its place for the line to be parsed.
///
/// Compiled when its text is first met in a log, which most never are.
final class ContextPattern: Sendable {
    private let expression: String
    private let isCaseless: Bool
    private let once = Mutex<BytePattern?>(nil)

    /// - Parameters:
    ///   - expression: in the syntax of PCRE2; it must not reach over a line end.
    ///   - isCaseless: whether ASCII letters match in either case.
    init(_ expression: String, isCaseless: Bool) {
        self.expression = expression
        self.isCaseless = isCaseless
    }

    /// The compiled pattern; nil if it does not compile.
    func compiled() -> BytePattern? {
        once.withLock { compiled in
            if compiled == nil { compiled = try? BytePattern(expression, style: .plain, isCaseless: isCaseless) }
            return compiled
        }
    }
}
