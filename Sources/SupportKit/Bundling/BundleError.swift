public import Platform
internal import SystemPackage

/// Why there can be no bundle at all.
public enum BundleError: Error, Sendable, CustomStringConvertible {
    /// The output cannot be written.
    case output(SystemError)
    /// There is not enough room for the bundle.
    case noSpace(directory: String, needed: ByteCount, free: ByteCount)
    /// The redactor cannot work, so nothing may be written.
    case redaction(String)
    /// The system refused something the bundle cannot do without.
    case unavailable(String)

    /// What went wrong and what to do.
    public var description: String {
        switch self {
        case .output(let error) where error.errno == .fileExists:
            "\(error.path.displayText) exists already and is never replaced; choose another name with --output"
        case .output(let error) where error.errno == .noSpace:
            "\(error): the disk is full; nothing was left behind; choose another place with --output"
        case .output(let error):
            "\(error); choose another place with --output"
        case .noSpace(let directory, let needed, let free):
            "\(directory) has \(free) free, and about \(needed) may be needed with a reserve for the product; "
                + "choose another place with --output, or less with --only, --exclude or --since"
        case .redaction(let reason):
            "redaction failed, so nothing was written: \(reason)"
        case .unavailable(let what):
            what
        }
    }
}
