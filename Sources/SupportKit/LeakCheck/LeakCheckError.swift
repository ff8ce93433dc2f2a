public import Platform
public import SystemPackage

/// Why a bundle could not be checked for leaks: it must then not be published.
public enum LeakCheckError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The search could not be prepared.
    case engine(String)
    /// The bundle cannot be read back.
    case archive(ArchiveError)
    /// The system refused to read it back.
    case system(Errno)
    /// The bundle holds bytes that no entry shows.
    case hiddenBytes
    /// The caller asked to stop.
    case interrupted

    /// What went wrong.
    public var description: String {
        switch self {
        case .engine(let reason): "the leak check cannot work: \(reason)"
        case .archive(let error): "the leak check cannot read the finished bundle back: \(error)"
        case .system(let error): "the leak check cannot read the finished bundle back: \(error)"
        case .hiddenBytes: "the leak check found bytes in the finished bundle that belong to no file"
        case .interrupted: "the leak check was interrupted"
        }
    }
}
