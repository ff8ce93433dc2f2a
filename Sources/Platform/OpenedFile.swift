internal import CPlatform
internal import Glibc
public import SystemPackage

/// A regular file opened for reading, with what the system said of that very file.
public struct OpenedFile: ~Copyable, Sendable {
    private let handle: OwnedDescriptor
    /// The path it was asked for.
    public let path: FilePath
    /// Its status at the moment it was opened.
    public let status: FileStatus
    private let fetched = FetchedPages()

    init(handle: consuming OwnedDescriptor, path: FilePath, status: FileStatus) {
        self.handle = handle
        self.path = path
        self.status = status
        // Reading ahead would fetch pages that then look as if the product had them. A host that serves nobody has it.
        if ThisProcess.isLowered { _ = posix_fadvise(self.handle.descriptor.rawValue, 0, 0, POSIX_FADV_RANDOM) }
    }

    deinit {
        fetched.drop(of: handle.descriptor)
    }

    /// The open descriptor, to be used only while the file lives.
    public var descriptor: FileDescriptor { handle.descriptor }

    /// Reads up to `count` bytes at `offset` into `buffer`, replacing what it held; empty at the end of the file.
    ///
    /// At the lowest priority the page cache is left as it was: pages that had to be fetched are given back, at the latest
    /// when the file is closed; those that were there stay.
    ///
    /// - Throws: ``SystemError``; an interrupted call is repeated.
    public borrowing func read(at offset: Int64, count: Int, into buffer: inout [UInt8]) throws(SystemError) {
        if buffer.count != count { buffer = [UInt8](repeating: 0, count: count) }
        let missing = ThisProcess.isLowered ? missingPages(from: offset, count: count) : []
        let got = unsafe buffer.withUnsafeMutableBytes { bytes in
            unsafe sk_read(handle.descriptor.rawValue, bytes.baseAddress, count, offset)
        }
        guard got >= 0 else { throw SystemError("read", path, errno: Errno(rawValue: Int32(-got))) }
        for range in missing { fetched.add(range, of: handle.descriptor) }
        buffer.removeLast(count - got)
    }

    /// The ranges of pages that reading would have to fetch; none where the system does not say.
    private borrowing func missingPages(from offset: Int64, count: Int) -> [Range<Int64>] {
        let size = Int64(sysconf(Int32(_SC_PAGESIZE)))
        let start = offset / size * size
        let end = min(offset + Int64(count), status.size)
        guard size > 0, start < end else { return [] }
        var pages = [UInt8](repeating: 1, count: Int((end - start + size - 1) / size))
        let isKnown = unsafe pages.withUnsafeMutableBufferPointer { pages in
            unsafe sk_resident(handle.descriptor.rawValue, start, Int(end - start), pages.baseAddress)
        }
        guard isKnown else { return [] }
        var ranges: [Range<Int64>] = []
        for (index, state) in pages.enumerated() where state & 1 == 0 {
            let page = start + Int64(index) * size
            if let last = ranges.last, last.upperBound == page {
                ranges[ranges.count - 1] = last.lowerBound..<page + size
            } else {
                ranges.append(page..<page + size)
            }
        }
        return ranges
    }
}
