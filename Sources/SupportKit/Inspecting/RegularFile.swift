internal import Crypto
internal import Platform
internal import SystemPackage

/// A bundle, or a file beside one, opened for reading.
///
/// Links are followed: the path is the reader's own choice.
struct RegularFile: ~Copyable {
    let descriptor: FileDescriptor
    let path: FilePath
    let size: Int64

    private init(descriptor: FileDescriptor, path: FilePath, size: Int64) {
        self.descriptor = descriptor
        self.path = path
        self.size = size
    }

    deinit {
        // Nothing was written, so nothing can be lost.
        try? descriptor.close()
    }

    /// Opens a file; anything but a regular file is refused, and a FIFO does not block.
    static func open(_ path: FilePath) throws(SystemError) -> RegularFile {
        let descriptor: FileDescriptor
        do {
            descriptor = try FileDescriptor.open(path, .readOnly, options: [.closeOnExec, .nonBlocking])
        } catch {
            throw SystemError("open", path, errno: error as? Errno ?? .ioError)
        }
        let status: FileStatus
        do {
            status = try FileStatus(of: descriptor, path: path)
        } catch {
            try? descriptor.close()
            throw error
        }
        guard status.kind == .regular else {
            try? descriptor.close()
            throw SystemError("read", path, errno: status.kind == .directory ? .isDirectory : .invalidArgument)
        }
        return RegularFile(descriptor: descriptor, path: path, size: status.size)
    }

    /// The file name at the end of a path, in bytes.
    static func name(of path: FilePath) -> [UInt8] {
        path.lastComponent.map { FilePath(root: nil, [$0]).bytes } ?? []
    }

    /// The first bytes of a file, or nil when there is no such file.
    static func prefix(of path: FilePath, count: Int) throws(SystemError) -> [UInt8]? {
        let file: RegularFile
        do {
            file = try open(path)
        } catch {
            guard error.errno == .noSuchFileOrDirectory else { throw error }
            return nil
        }
        var bytes: [UInt8] = []
        try file.forEachChunk(atMost: count) { chunk in
            unsafe chunk.withUnsafeBytes { unsafe bytes.append(contentsOf: $0) }
            return bytes.count < count
        }
        return Array(bytes.prefix(count))
    }

    /// Where the entries of a bundle begin, if its last bytes say so.
    func bundleIndex() throws(SystemError) -> BundleIndex? {
        for format in BundleFormat.allCases {
            let footerLength = BundleFooter.memberLength(format)
            guard size >= footerLength else { continue }
            let last = try descriptor.read(count: footerLength, at: size - Int64(footerLength), path: path)
            guard let footer = BundleFooter(last, fileSize: size) else { continue }
            let length = Int(size - footer.offset) - footerLength
            guard length <= BundleIndex.maximumLength * 2 else { return nil }
            let members = try descriptor.read(count: length, at: footer.offset, path: path)
            return BundleIndex(members: members, length: Int(footer.length))
        }
        return nil
    }

    /// Moves the descriptor to a place.
    func seek(to offset: Int64) throws(SystemError) {
        do { try descriptor.seek(offset: offset, from: .start) } catch {
            throw SystemError("read", path, errno: error as? Errno ?? .ioError)
        }
    }

    /// The SHA-256 of the whole file, in small hexadecimal digits.
    func sha256() throws(SystemError) -> String {
        var hash = SHA256()
        try forEachChunk(atMost: 256 << 10) { chunk in
            unsafe chunk.withUnsafeBytes { unsafe hash.update(bufferPointer: $0) }
            return true
        }
        return hash.finalize().hexadecimal
    }

    /// Reads from the beginning, without moving the descriptor's offset, until `body` returns false.
    private func forEachChunk(
        atMost capacity: Int,
        _ body: (Span<UInt8>) -> Bool
    ) throws(SystemError) {
        var buffer = [UInt8](repeating: 0, count: capacity)
        var offset: Int64 = 0
        var wantsMore = true
        while wantsMore {
            let count: Int
            do {
                count = try unsafe buffer.withUnsafeMutableBytes {
                    try unsafe descriptor.read(fromAbsoluteOffset: offset, into: $0)
                }
            } catch {
                throw SystemError("read", path, errno: error as? Errno ?? .ioError)
            }
            guard count > 0 else { return }
            offset += Int64(count)
            wantsMore = body(buffer.span.extracting(first: count))
        }
    }
}
