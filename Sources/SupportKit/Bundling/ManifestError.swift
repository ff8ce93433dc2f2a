/// Why a manifest could not be read.
public enum ManifestError: Error, Equatable, Sendable, CustomStringConvertible {
    /// It is of another format than this version of supportkit reads.
    case unsupportedSchema(Int)
    /// It is no JSON object with a schema number.
    case notAManifest
    /// A key is absent or holds the wrong kind of value; the path of keys leads there.
    case invalid(key: String)

    /// One sentence without a full stop.
    public var description: String {
        switch self {
        case .unsupportedSchema(let number) where number > Manifest.schema:
            "the manifest has schema \(number), and this supportkit reads schema \(Manifest.schema): use a newer one"
        case .unsupportedSchema(let number):
            "the manifest has schema \(number), which does not exist; schema \(Manifest.schema) was expected"
        case .notAManifest:
            "the manifest is not a JSON object with a schema number"
        case .invalid(let key):
            "the manifest has no usable value for “\(TerminalText.escaped(key))”"
        }
    }
}
