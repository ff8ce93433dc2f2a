/// Bytes that no descriptor has, handed out in order.
public final class ByteSource {
    private let next: (Int) -> [UInt8]?

    /// Creates a source.
    ///
    /// - Parameter next: gives at most as many bytes as it is asked for, none at the end, nil when they cannot be had. Who
    ///   reads may ask from another thread, but never from two at once.
    public init(_ next: @escaping (Int) -> [UInt8]?) {
        self.next = next
    }

    /// The next bytes, at most `count`; none at the end, nil on failure.
    public func read(_ count: Int) -> [UInt8]? { next(count) }
}
