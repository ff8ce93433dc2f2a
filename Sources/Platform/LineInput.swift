internal import CPlatform
internal import Glibc

/// Lines from standard input, whose reading a signal ends.
///
/// The standard library's `readLine` begins again after a signal, so that Ctrl-C at a question would seem to do nothing.
public final class LineInput {
    private var pending: [UInt8] = []
    private static let maximumLength = 1 << 20

    /// Creates a reader; one is enough for a process, since it may hold what was read ahead.
    public init() {}

    /// Whether bytes wait to be read.
    public var hasMore: Bool { !pending.isEmpty || sk_wait_readable(0, 0) > 0 }

    /// The next line without its end; nil at the end of the input, or when a signal has arrived.
    public func next() -> String? {
        while true {
            if let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
                let line = Array(pending[..<end])
                pending.removeFirst(end + 1)
                return String(decoding: line, as: UTF8.self)
            }
            if Interruption.signal != nil { return nil }
            if pending.count > Self.maximumLength { return rest() }
            // The signal may reach another thread than this one, so the wait is cut into pieces.
            guard sk_wait_readable(0, 100) != 0 else { continue }
            var buffer = [UInt8](repeating: 0, count: 4_096)
            let got = unsafe buffer.withUnsafeMutableBytes { unsafe read(0, $0.baseAddress, $0.count) }
            if got > 0 {
                pending += buffer[..<got]
            } else if got == 0 || errno != EINTR {
                // At a terminal Ctrl-D ends one answer; what is typed next can be read again.
                return rest()
            }
        }
    }

    private func rest() -> String? {
        guard !pending.isEmpty else { return nil }
        defer { pending.removeAll() }
        return String(decoding: pending, as: UTF8.self)
    }
}
