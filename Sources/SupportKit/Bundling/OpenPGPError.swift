/// Why a bundle cannot be encrypted as was asked for; said before anything is collected.
public enum OpenPGPError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The name is none of a key that can be used: whoever gave it can mend it.
    case notFound(String)
    /// `gpg` itself cannot be used on this host.
    case unusable(String)

    /// What is wrong and what to do.
    public var description: String {
        switch self {
        case .notFound(let text), .unusable(let text): text
        }
    }
}
