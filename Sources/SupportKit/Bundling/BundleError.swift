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
    /// The finished bundle, or its request, still holds what looks like a secret; so many places in all.
    case withheld(findings: [LeakFinding], total: Int)
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
        case .withheld(let findings, let total):
            "withheld: the finished bundle still holds what looks like a secret, so nothing was written:\n"
                + findings.map { "  \($0)\n" }.joined()
                + (total > findings.count ? "  and \(total - findings.count) more\n" : "")
                + "leave the file out with --exclude, or name the secret in \(RedactionPolicy.fileName); "
                + "'supportkit redact --explain FILE' shows what is removed from a file and why"
        case .unavailable(let what):
            what
        }
    }
}
