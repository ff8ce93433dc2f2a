internal import CPlatform
internal import Glibc
internal import SystemPackage

/// The owner of a C stream of decompressed bytes.
@safe
struct CompressedStream: ~Copyable {
    let handle: OpaquePointer
    let limits: DecompressionLimits
    let compression: Compression
    /// Kept because the C stream borrows it.
    private let source: ByteSource?

    private init(handle: OpaquePointer, limits: DecompressionLimits, compression: Compression, source: ByteSource?) {
        unsafe self.handle = handle
        self.limits = limits
        self.compression = compression
        self.source = source
    }

    deinit {
        unsafe sk_stream_close(handle)
    }

    /// Recognises the compression at the descriptor's offset.
    ///
    /// The descriptor stays the caller's, and must stay open. With `atOnce` a thread of its own reads ahead.
    static func open(
        _ descriptor: FileDescriptor,
        atOnce: Bool = false,
        limits: DecompressionLimits
    ) throws(ArchiveError) -> CompressedStream {
        guard
            let handle = unsafe sk_stream_open(
                descriptor.rawValue,
                atOnce,
                limits.maximumBytes,
                limits.maximumRatio,
                limits.ratioFloor
            )
        else {
            throw ArchiveError(.outOfMemory, offset: 0)
        }
        return try unsafe recognise(handle, limits: limits, source: nil)
    }

    /// Recognises the compression of bytes that no descriptor has.
    static func open(
        _ source: ByteSource,
        atOnce: Bool,
        limits: DecompressionLimits
    ) throws(ArchiveError) -> CompressedStream {
        let handle = unsafe sk_stream_open_source(
            { context, buffer, count in
                guard let context = unsafe context, let buffer = unsafe buffer else { return -1 }
                let source = unsafe Unmanaged<ByteSource>.fromOpaque(context).takeUnretainedValue()
                guard let bytes = source.read(count), bytes.count <= count else {
                    errno = EIO
                    return -1
                }
                unsafe bytes.withUnsafeBufferPointer { bytes in
                    if let start = bytes.baseAddress { unsafe buffer.update(from: start, count: bytes.count) }
                }
                return bytes.count
            },
            Unmanaged.passUnretained(source).toOpaque(),
            atOnce,
            limits.maximumBytes,
            limits.maximumRatio,
            limits.ratioFloor
        )
        guard let handle = unsafe handle else { throw ArchiveError(.outOfMemory, offset: 0) }
        return try unsafe recognise(handle, limits: limits, source: source)
    }

    private static func recognise(
        _ handle: OpaquePointer,
        limits: DecompressionLimits,
        source: ByteSource?
    ) throws(ArchiveError) -> CompressedStream {
        let codec = unsafe sk_stream_codec(handle)
        let opening = unsafe sk_stream_opening(handle)
        guard let compression = Compression(codec) else {
            let errno = unsafe sk_stream_errno(handle)
            unsafe sk_stream_close(handle)
            throw ArchiveError(opening == .system ? .system(Errno(rawValue: errno)) : .unknownCompression, offset: 0)
        }
        let stream = unsafe CompressedStream(handle: handle, limits: limits, compression: compression, source: source)
        switch opening {
        case .system, .noMemory:
            throw stream.error(opening)
        default:
            // Damage so early is reported by the first read, as all damage is.
            return stream
        }
    }

    /// Compressed bytes used so far.
    var consumed: Int64 { unsafe sk_stream_consumed(handle) }
    /// Plain bytes handed out so far.
    var produced: Int64 { unsafe sk_stream_produced(handle) }
    /// Bytes that follow the compressed data, once its end was reached.
    var trailing: Int64 { unsafe sk_stream_trailing(handle) }
    /// Whether these are all zeros, as tapes and some copying tools leave them.
    var trailingIsZero: Bool { unsafe sk_stream_trailing_is_zero(handle) }
    /// Complete gzip members so far.
    var members: Int64 { unsafe sk_stream_members(handle) }
    /// Whether all gzip members carry the same modification time.
    var membersAgree: Bool { unsafe sk_stream_members_agree(handle) }

    func error(_ status: SKStatus, detail: String? = nil) -> ArchiveError {
        ArchiveError(
            code(status),
            offset: consumed,
            detail: unsafe detail ?? String(printable: sk_stream_message(handle))
        )
    }

    private func code(_ status: SKStatus) -> ArchiveError.Code {
        switch status {
        case .system: .system(Errno(rawValue: unsafe sk_stream_errno(handle)))
        case .noMemory: .outOfMemory
        case .truncated: .truncated
        case .corrupt: .corrupt
        case .checksum: .checksumDiffers
        case .tooLarge: .tooLarge(limit: limits.maximumBytes)
        case .tooDense: .tooDense(limit: limits.maximumRatio)
        case .notTar: .notAnArchive
        case .longHeader: .headerTooLong
        case .sparse: .sparseEntry
        case .badTar, .more, .end: .damagedArchive
        }
    }
}

extension String {
    /// A C library's message with everything but printable ASCII replaced: it may quote the file.
    init(printable pointer: UnsafePointer<CChar>) {
        var text = ""
        var offset = 0
        while unsafe pointer[offset] != 0, offset < 200 {
            let byte = UInt8(bitPattern: unsafe pointer[offset])
            text.unicodeScalars.append(byte >= 0x20 && byte < 0x7F ? Unicode.Scalar(byte) : "?")
            offset += 1
        }
        self = text
    }
}
