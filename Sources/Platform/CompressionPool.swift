internal import CPlatform

/// Threads that compress blocks into gzip members or Zstandard frames, independent of each other.
///
/// Blocks are taken in the order in which they were submitted, and what comes out does not depend on the number of
/// threads. These have the priority of the process: the lowest, where it was lowered.
@safe
public struct CompressionPool: ~Copyable {
    private let pool: OpaquePointer
    /// Blocks submitted and not taken.
    public private(set) var count = 0

    private init(pool: OpaquePointer) {
        unsafe self.pool = pool
    }

    // Waits for what is being compressed; a block takes some milliseconds.
    deinit {
        unsafe sk_pool_free(pool)
    }

    /// The processors this process may use, but at most four: more take memory and, on a live host, too much.
    public static var usualWorkers: Int { min(4, Int(sk_processors())) }

    /// Starts the threads.
    ///
    /// - Parameters:
    ///   - format: what a block is made into.
    ///   - workers: how many, 1 to 16; at most two blocks more than these are held.
    ///   - blockSize: the most bytes of a block.
    /// - Returns: nil when there is no memory or no thread.
    public static func make(format: BundleFormat, workers: Int, blockSize: Int) -> CompressionPool? {
        let count = UInt32(clamping: workers)
        guard let pool = unsafe sk_pool_make(format.code, count, blockSize) else { return nil }
        return unsafe CompressionPool(pool: pool)
    }

    /// Whether a block must be taken before the next can be submitted.
    public var isFull: Bool { unsafe sk_pool_is_full(pool) }

    /// Submits a block, which is copied.
    ///
    /// - Precondition: the pool is not full, and the block not longer than was said.
    public mutating func submit(_ block: Span<UInt8>, level: CompressionLevel) {
        precondition(!isFull)
        unsafe block.withUnsafeBufferPointer { unsafe sk_pool_submit(pool, $0.baseAddress, $0.count, level.number) }
        count += 1
    }

    /// Waits for the oldest block, puts what it was made into at the beginning of `buffer`, and forgets it.
    ///
    /// - Precondition: ``count`` is not 0.
    /// - Returns: how many bytes these are; nil when there was no memory to compress the block.
    public mutating func take(into buffer: inout [UInt8]) -> Int? {
        precondition(count > 0)
        var bytes: UnsafePointer<UInt8>?
        var length = 0
        defer { drop() }
        guard unsafe sk_pool_take(pool, &bytes, &length) else { return nil }
        if buffer.count < length { buffer = [UInt8](repeating: 0, count: length) }
        unsafe buffer.withUnsafeMutableBytes {
            unsafe $0.copyMemory(from: UnsafeRawBufferPointer(start: bytes, count: length))
        }
        return length
    }

    /// Waits for the oldest block and forgets it.
    ///
    /// - Precondition: ``count`` is not 0.
    public mutating func drop() {
        precondition(count > 0)
        unsafe sk_pool_drop(pool)
        count -= 1
    }
}
