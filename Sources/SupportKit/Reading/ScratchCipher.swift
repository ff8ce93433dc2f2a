internal import Crypto

/// Keeps what lies in anonymous files from the disk: AES-256 in counter mode, with a key that exists in this process's
/// memory alone.
struct ScratchCipher: Sendable {
    private let key = SymmetricKey(size: .bits256)

    /// Enciphers bytes, or deciphers them.
    ///
    /// - Parameters:
    ///   - bytes: the bytes.
    ///   - turn: never the same for two texts.
    /// - Returns: as many bytes; nil when that fails.
    @Sendable
    func apply(_ bytes: [UInt8], turn: UInt32) -> [UInt8]? {
        // GCM adds the counters to the text bit by bit, so that doing it twice gives the text back. Its seal is not kept:
        // nobody else can open the file and change it.
        let number = stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: turn >> UInt32($0)) }
        guard let nonce = try? AES.GCM.Nonce(data: number + Array(repeating: 0, count: 8)),
            let box = try? AES.GCM.seal(bytes, using: key, nonce: nonce)
        else { return nil }
        return Array(box.ciphertext)
    }
}
