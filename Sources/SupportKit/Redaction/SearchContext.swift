internal import Platform

/// What judging hits of the search needs: the classes of names met before, and memory for patterns.
struct SearchContext: ~Copyable {
    var names: NameClassCache
    /// Nil when there is no memory.
    private let room: BytePattern.Room?

    init(_ classifier: KeyClassifier) {
        names = NameClassCache(classifier: classifier)
        room = try? BytePattern.Room.make(stepLimit: 20_000)
    }

    /// Whether the pattern matches at `start`; also when that cannot be found out.
    borrowing func matches(_ pattern: ContextPattern, _ bytes: Span<UInt8>, at start: Int) -> Bool {
        guard let compiled = pattern.compiled() else { return true }
        switch room {
        case .some(let room): return compiled.match(bytes, at: start, using: room) != .noMatch
        case .none: return true
        }
    }
}
