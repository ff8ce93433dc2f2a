internal import Crypto
internal import FoundationEssentials
internal import Platform
internal import SystemPackage

/// Where a bundle is written before it is complete.
///
/// Either the file that gets the bundle's name, or, when the bundle will be encrypted, a file without a name in which
/// every block is sealed (AES-256-GCM) with a key that exists in this process's memory alone: what the disk holds is of
/// no use to anybody, now or after a crash. A block is sealed with a new nonce each time it is written.
struct BundleSpool: ~Copyable {
    /// Plain bytes of a sealed block.
    static let blockSize = 1 << 16
    /// What sealing adds: nonce and tag.
    private static let sealSize = 12 + 16

    private var file: UnpublishedFile
    /// nil when bytes are written as they are.
    private let key: SymmetricKey?
    /// What does not fill a block yet; sealed files only.
    private var tail: [UInt8] = []
    /// Bytes written so far, plain.
    private(set) var count: Int64 = 0

    private init(file: consuming UnpublishedFile, key: SymmetricKey?) {
        self.file = file
        self.key = key
    }

    /// Creates an empty spool in the directory of `path`.
    ///
    /// - Parameters:
    ///   - path: the bundle's name.
    ///   - isSealed: whether no plain byte may reach the disk.
    /// - Returns: the spool.
    /// - Throws: ``SystemError``.
    static func create(for path: FilePath, isSealed: Bool) throws(SystemError) -> BundleSpool {
        guard isSealed else { return BundleSpool(file: try UnpublishedFile.create(for: path), key: nil) }
        // Another name than that of the encrypted bundle, which is made beside it.
        let name = (path.lastComponent?.string ?? "") + ".sealed"
        let file = try UnpublishedFile.create(for: path.removingLastComponent().appending(name))
        return BundleSpool(file: file, key: SymmetricKey(size: .bits256))
    }

    /// Whether the disk holds ciphertext only.
    var isSealed: Bool { key != nil }

    /// The name the bundle will have, or of the sealed file.
    var path: FilePath { file.path }

    /// The file as the disk has it, for tests, to be used only while the spool lives.
    var sealedDescriptor: FileDescriptor { file.descriptor }

    /// The file itself, to be used only while the spool lives; nil when it is sealed.
    var descriptor: FileDescriptor? { key == nil ? file.descriptor : nil }

    /// Appends bytes.
    mutating func append(_ bytes: Span<UInt8>) throws(SystemError) {
        guard key != nil else {
            try file.append(bytes)
            count = file.count
            return
        }
        var done = 0
        while done < bytes.count {
            let piece = min(bytes.count - done, Self.blockSize - tail.count)
            tail.append(copying: bytes.extracting(done..<done + piece))
            done += piece
            if tail.count == Self.blockSize {
                // A local, because a span of a property would lock the whole spool.
                let sealed = try seal(tail, number: count / Int64(Self.blockSize))
                try file.append(sealed.span)
                tail.removeAll(keepingCapacity: true)
            }
            count += Int64(piece)
        }
    }

    /// Overwrites bytes written before.
    mutating func overwrite(_ bytes: Span<UInt8>, at offset: Int64) throws(SystemError) {
        guard key != nil else { return try file.overwrite(bytes, at: offset) }
        precondition(offset + Int64(bytes.count) <= count, "only written bytes can be overwritten")
        var done = 0
        while done < bytes.count {
            let place = offset + Int64(done)
            let (number, start) = (place / Int64(Self.blockSize), Int(place % Int64(Self.blockSize)))
            let piece = min(bytes.count - done, Self.blockSize - start)
            let isTail = number == count / Int64(Self.blockSize)
            var block = isTail ? tail : try open(number)
            for index in 0..<piece { block[start + index] = bytes[done + index] }
            if isTail {
                tail = block
            } else {
                let sealed = try seal(block, number: number)
                try file.overwrite(sealed.span, at: Self.place(number))
            }
            done += piece
        }
    }

    /// Forgets everything from `count` on.
    mutating func truncate(to count: Int64) throws(SystemError) {
        guard key != nil else {
            try file.truncate(to: count)
            self.count = count
            return
        }
        let (number, rest) = (count / Int64(Self.blockSize), Int(count % Int64(Self.blockSize)))
        if number < self.count / Int64(Self.blockSize) {
            tail = rest > 0 ? try open(number) : []
            try file.truncate(to: Self.place(number))
        }
        tail.removeLast(tail.count - rest)
        self.count = count
    }

    /// The plain bytes of a sealed file from the beginning, to be used only while the spool lives and is not written to.
    borrowing func source() -> ByteSource {
        let (descriptor, path, tail, key) = (file.descriptor, file.path, tail, key)
        let full = count / Int64(Self.blockSize)
        var number: Int64 = 0
        var block: [UInt8] = []
        var used = 0
        return ByteSource { wanted in
            if used == block.count, number <= full {
                guard let key, let next = number < full ? try? Self.open(number, descriptor, path, key) : tail else {
                    return nil
                }
                block = next
                used = 0
                number += 1
            }
            let piece = min(wanted, block.count - used)
            used += piece
            return Array(block[used - piece..<used])
        }
    }

    /// Passes the plain bytes of a sealed file to `body`, and gives the disk each piece back when it was taken.
    borrowing func drain<Failure: Error>(
        _ body: (Span<UInt8>) throws(Failure) -> Void
    ) throws(ReadFailure<Failure>) {
        for number in 0..<count / Int64(Self.blockSize) {
            let block: [UInt8]
            do { block = try open(number) } catch { throw .reading(error) }
            do { try body(block.span) } catch { throw .body(error) }
            // From the beginning of a page, because a page that is freed in parts is never free.
            let start = Self.place(number) & ~4_095
            file.release(from: start, count: Self.place(number + 1) - start)
        }
        let rest = tail
        do { try body(rest.span) } catch { throw .body(error) }
    }

    /// Gives the file up that gets the bundle's name.
    ///
    /// - Precondition: it is not sealed.
    consuming func intoFile() -> UnpublishedFile {
        precondition(key == nil, "a sealed file is of no use to anybody")
        return file
    }

    // MARK: - Blocks

    private static func place(_ number: Int64) -> Int64 { number * Int64(blockSize + sealSize) }

    /// A block's number, so that no block can stand in for another one.
    private static func mark(_ number: Int64) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: number >> (8 * Int64($0))) }
    }

    private borrowing func seal(_ block: [UInt8], number: Int64) throws(SystemError) -> [UInt8] {
        guard let key, let sealed = try? AES.GCM.seal(block, using: key, authenticating: Self.mark(number)).combined
        else { throw SystemError("seal", file.path, errno: .ioError) }
        return Array(sealed)
    }

    private borrowing func open(_ number: Int64) throws(SystemError) -> [UInt8] {
        guard let key else { throw SystemError("read back", file.path, errno: .ioError) }
        return try Self.open(number, file.descriptor, file.path, key)
    }

    private static func open(
        _ number: Int64,
        _ descriptor: FileDescriptor,
        _ path: FilePath,
        _ key: SymmetricKey
    ) throws(SystemError) -> [UInt8] {
        let sealed = try descriptor.read(count: blockSize + sealSize, at: place(number), path: path)
        guard let box = try? AES.GCM.SealedBox(combined: sealed),
            let block = try? AES.GCM.open(box, using: key, authenticating: mark(number))
        else { throw SystemError("read back", path, errno: .ioError) }
        return Array(block)
    }
}
