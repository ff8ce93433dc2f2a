internal import Platform
internal import SystemPackage

/// The `.sha256` file beside a bundle, in the format of `sha256sum`.
struct ChecksumFile {
    /// 64 small hexadecimal digits.
    let sha256: String
    /// The file name it speaks of.
    let name: [UInt8]

    /// More than a digest and the longest file name.
    private static let maximumBytes = 4_096

    /// Reads the file beside the bundle, or gives nil when there is none.
    ///
    /// - Throws: `InspectionFinding` when it is there and cannot be used.
    static func beside(_ bundle: FilePath) throws(InspectionFinding) -> ChecksumFile? {
        let path = FilePath(bytes: bundle.bytes + Array(".sha256".utf8))
        let bytes: [UInt8]
        do {
            guard let content = try RegularFile.prefix(of: path, count: maximumBytes) else { return nil }
            bytes = content
        } catch {
            throw InspectionFinding(
                .checksumFileUnusable,
                "the .sha256 file beside the bundle cannot be read: \(error.errno.reason)"
            )
        }
        let files = bytes.split(separator: UInt8(ascii: "\n")).compactMap { ChecksumFile(line: Array($0)) }
        let own = RegularFile.name(of: bundle)
        guard let file = files.first(where: { $0.name == own }) ?? files.first else {
            throw InspectionFinding(
                .checksumFileUnusable,
                "the .sha256 file beside the bundle holds no line as sha256sum writes it"
            )
        }
        return file
    }

    /// `<64 digits> <space or asterisk><name>`.
    private init?(line: [UInt8]) {
        guard line.count > 66, line[64] == UInt8(ascii: " "), [UInt8(ascii: " "), UInt8(ascii: "*")].contains(line[65])
        else { return nil }
        let digest = line.prefix(64)
        guard digest.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else { return nil }
        sha256 = String(decoding: digest, as: UTF8.self).lowercased()
        name = Array(line.dropFirst(66))
    }
}
