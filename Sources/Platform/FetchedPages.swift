internal import Glibc
internal import Synchronization
internal import SystemPackage

/// The part of a file that was not in memory before it was read here.
final class FetchedPages: Sendable {
    private let range = Mutex<Range<Int64>?>(nil)
    /// What may stand in memory at a time.
    private static let most: Int64 = 8 << 20

    /// Notes bytes that were fetched; earlier ones are given back when there are many, or when they stand elsewhere.
    func add(_ new: Range<Int64>, of descriptor: FileDescriptor) {
        range.withLock { range in
            if let old = range, old.upperBound == new.lowerBound, new.upperBound - old.lowerBound <= Self.most {
                range = old.lowerBound..<new.upperBound
            } else {
                if let old = range { Self.drop(old, of: descriptor) }
                range = new
            }
        }
    }

    /// Tells the system that they are not needed again, so that the product's own stay in memory.
    func drop(of descriptor: FileDescriptor) {
        range.withLock { range in
            if let old = range { Self.drop(old, of: descriptor) }
            range = nil
        }
    }

    private static func drop(_ range: Range<Int64>, of descriptor: FileDescriptor) {
        // Whole pages only: the first and the last may have been there.
        _ = posix_fadvise(descriptor.rawValue, off_t(range.lowerBound), off_t(range.count), POSIX_FADV_DONTNEED)
    }
}
