internal import Crypto
internal import Platform
public import SystemPackage

/// The secret from which all pseudonyms of a case are made: with the same key a name has the same pseudonym on every
/// host and in every run.
///
/// Whoever has the key can test guesses, so its file is private: mode 0600, lines that begin with `#`, and one line of
/// 64 hexadecimal digits.
public struct CaseKey: Sendable {
    /// The state of the HMAC before the message.
    private let start: HMAC<SHA256>

    /// Bytes of a key.
    private static let count = 32
    private static let fileLimit = 4096
    private static let heading = "# supportkit case key: pseudonyms are made from it. Keep it private.\n"

    private init(_ bytes: [UInt8]) {
        start = HMAC<SHA256>(key: SymmetricKey(data: bytes))
    }

    /// Makes a fresh random key.
    public static func random() -> CaseKey {
        var generator = SystemRandomNumberGenerator()
        return CaseKey((0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) })
    }

    /// Makes the key that stands in the text of a key file; nil when the text is malformed.
    public init?(text: [UInt8]) {
        var bytes: [UInt8] = []
        for line in text.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) where line.first != UInt8(ascii: "#") {
            guard bytes.isEmpty, line.count == 2 * Self.count else { return nil }
            var half: UInt8?
            for digit in line {
                guard digit.isHexDigit else { return nil }
                let value = digit.isDigit ? digit - 0x30 : (digit | 0x20) - 0x57
                if let high = half {
                    bytes.append(high << 4 | value)
                    half = nil
                } else {
                    half = value
                }
            }
        }
        guard bytes.count == Self.count else { return nil }
        self.init(bytes)
    }

    /// Reads the key of a case, or makes the file with a fresh key when it does not exist.
    ///
    /// - Parameter path: the key file; a symbolic link is not followed.
    /// - Returns: the key.
    /// - Throws: ``PseudonymError`` when others than its owner can read or change the file, or when it is malformed;
    ///   `SystemError` when it can be neither read nor made.
    public static func openOrCreate(at path: FilePath) throws -> CaseKey {
        if !UnpublishedFile.exists(path) {
            do {
                return try create(at: path)
            } catch let error as SystemError where error.errno == .fileExists {
                // Another run made it in the meantime.
            }
        }
        return try read(path)
    }

    private static func create(at path: FilePath) throws -> CaseKey {
        var generator = SystemRandomNumberGenerator()
        let digits = Array("0123456789abcdef".utf8)
        var text = Array(heading.utf8)
        for _ in 0..<count * 2 { text.append(digits[Int.random(in: 0..<16, using: &generator)]) }
        text.append(0x0A)
        guard let key = CaseKey(text: text) else { throw malformed(path) }
        var file = try UnpublishedFile.create(for: path)
        try file.append(text.span)
        try file.publish()
        return key
    }

    private static func read(_ path: FilePath) throws -> CaseKey {
        let descriptor: FileDescriptor
        do {
            descriptor = try FileDescriptor.open(path, .readOnly, options: [.closeOnExec, .noFollow, .nonBlocking])
        } catch let error as Errno {
            throw SystemError("open the case key", path, errno: error)
        }
        return try descriptor.closeAfter {
            let status = try FileStatus(of: descriptor, path: path)
            guard status.kind == .regular else {
                throw PseudonymError("the case key \(path.displayText) is not a regular file")
            }
            guard status.permissions & 0o077 == 0 else {
                throw PseudonymError(
                    "the case key \(path.displayText) can be read or changed by others: make a new one, or run "
                        + "chmod 600 if it was never shared"
                )
            }
            guard status.owner == Accounts.effectiveUser || Accounts.effectiveUser == 0 || status.owner == 0 else {
                throw PseudonymError("the case key \(path.displayText) belongs to another user")
            }
            let text = try descriptor.read(count: fileLimit, path: path)
            guard text.count < fileLimit, let key = CaseKey(text: text) else { throw malformed(path) }
            return key
        }
    }

    private static func malformed(_ path: FilePath) -> PseudonymError {
        PseudonymError(
            "the case key \(path.displayText) is malformed: it needs one line of 64 hexadecimal digits; remove it to "
                + "have a new one made"
        )
    }

    /// Tells keys apart without telling the key: 16 hexadecimal digits.
    public var fingerprint: String {
        let digits = Array("0123456789abcdef".utf8)
        let word = block([UInt8(ascii: "f")]).words.0
        return String(
            decoding: (0..<16).map { digits[Int(truncatingIfNeeded: word >> UInt64(60 - 4 * $0)) & 15] },
            as: UTF8.self
        )
    }

    /// HMAC-SHA256 of a message, whose first byte names its purpose.
    func block(_ message: [UInt8]) -> KeyedBlock {
        var mac = start
        mac.update(data: message)
        return unsafe mac.finalize().withUnsafeBytes { bytes in
            unsafe KeyedBlock(
                words: (
                    UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self)),
                    UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)),
                    UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self)),
                    UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 24, as: UInt64.self))
                )
            )
        }
    }
}
