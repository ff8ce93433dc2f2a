/// Puts pseudonyms into one text that comes in pieces.
///
/// Give it redacted bytes: labels such as `[REDACTED:password#7]` are passed over. The output does not depend on how the
/// text is cut; a piece that ends with a line end is handed over completely, of any other less than a KiB is held back.
/// Bytes that are no UTF-8 stay as they are.
public struct PseudonymWriter: ~Copyable {
    private var filter: IdentityFilter<PseudonymSession>
    private let isIdle: Bool

    init(session: PseudonymSession) {
        filter = IdentityFilter(source: session)
        isIdle = session.kinds.isEmpty
    }

    /// Takes the next piece and hands over what is decided.
    ///
    /// - Throws: what `sink` throws; the text must then be given up.
    public mutating func consume(_ bytes: Span<UInt8>, into sink: (Span<UInt8>) throws -> Void) throws {
        if isIdle { try sink(bytes) } else { try filter.consume(bytes, into: sink) }
    }

    /// Hands over the rest, and the counts to the session; afterwards another text may begin.
    ///
    /// - Throws: what `sink` throws.
    public mutating func finish(into sink: (Span<UInt8>) throws -> Void) throws {
        try filter.finish(into: sink)
    }
}
