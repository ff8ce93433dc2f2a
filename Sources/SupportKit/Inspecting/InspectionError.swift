internal import Platform
public import SystemPackage

/// Why a bundle could not be inspected at all.
///
/// What is wrong with one that could is in ``InspectionReport/findings``.
public struct InspectionError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The kinds of failure.
    public enum Code: Equatable, Sendable {
        /// The system does not let it be read.
        case cannotRead(String)
        /// It is something else.
        case notABundle(String)
        /// A whole archive without `manifest.json`.
        case noManifest
        /// `manifest.json` exceeds ``ManifestCoding/maximumBytes``.
        case manifestTooLarge
        /// `manifest.json` is of another schema, or does not say what it must.
        case manifest(ManifestError)
        /// What was to be read cannot be read as it was made.
        case damaged(String)
    }

    /// What kind of failure it is.
    public let code: Code
    /// The file.
    public let path: FilePath

    /// Whether the bundle is broken (exit status 5), and not unreadable or of another kind (exit status 1).
    public var isDamage: Bool {
        switch code {
        case .cannotRead, .notABundle, .noManifest, .manifestTooLarge, .manifest(.unsupportedSchema): false
        case .manifest(.notAManifest), .manifest(.invalid), .damaged: true
        }
    }

    /// What to do with a file that is encrypted by its name; nil for others.
    static func decryption(of path: FilePath) -> String? {
        guard let suffix = [".gpg", ".pgp", ".asc"].first(where: path.string.hasSuffix) else { return nil }
        let name = path.displayText
        return "it is encrypted; decrypt it first: "
            + DeliveryCommand.shellLine(["gpg", "--output", String(name.dropLast(suffix.count)), "--decrypt", name])
    }

    /// What is wrong and, where something can be done, what; escaped for terminals.
    public var description: String {
        let name = TerminalText.escaped(path.bytes)
        return switch code {
        case .cannotRead(let reason):
            "\(name) cannot be read: \(reason)"
        case .notABundle(let reason):
            "\(name) is no supportkit bundle: \(reason)"
        case .noManifest:
            "\(name) is no supportkit bundle: the archive is whole and holds no manifest.json"
        case .manifestTooLarge:
            "\(name) cannot be read: its manifest.json exceeds \(ByteCount(Int64(ManifestCoding.maximumBytes)))"
        case .manifest(let error):
            "\(name) cannot be read: \(error)"
        case .damaged(let reason):
            "\(name) is damaged: \(reason)"
        }
    }
}
