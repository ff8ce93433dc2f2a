/// Turns the pseudonyms of one text back that comes in pieces; see ``PseudonymWriter`` for how it may be cut.
public struct RevealWriter: ~Copyable {
    private var filter: IdentityFilter<Revealer>

    init(revealer: Revealer) {
        filter = IdentityFilter(source: revealer)
    }

    /// Takes the next piece and hands over what is decided.
    ///
    /// - Throws: what `sink` throws.
    public mutating func consume(_ bytes: Span<UInt8>, into sink: (Span<UInt8>) throws -> Void) throws {
        try filter.consume(bytes, into: sink)
    }

    /// Hands over the rest.
    ///
    /// - Throws: what `sink` throws.
    public mutating func finish(into sink: (Span<UInt8>) throws -> Void) throws {
        try filter.finish(into: sink)
    }
}
