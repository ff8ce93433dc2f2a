public import Platform

/// What inspecting a bundle found: what it is, what it holds, and whether it is as it was made.
///
/// Texts from the bundle are not escaped here; ``InspectionText`` and ``StableJSON`` do that. The JSON form is stable.
public struct InspectionReport: Codable, Sendable {
    /// What became of the comparison with the `.sha256` file.
    public enum ChecksumFileResult: String, Codable, Sendable {
        case absent, matches, differs, unusable
    }

    /// The bundle's file name.
    public let file: String
    /// Its size in bytes.
    public let bytes: Int64
    /// The SHA-256 of the whole file, as `sha256sum` prints it; nil when it was looked at through its index alone.
    public let sha256: String?
    /// The result of comparing that with the `.sha256` file beside the bundle.
    public internal(set) var checksumFile: ChecksumFileResult = .absent
    /// The compression, or nil when it cannot be recognised any more.
    public internal(set) var compression: Compression?
    /// The one folder everything is in, or nil when nothing could be read.
    public internal(set) var folder: String?
    /// Whether it is as it was made: no finding is a failure.
    public internal(set) var isWhole = true
    /// What verification noticed, at most ``maximumFindings``.
    public internal(set) var findings: [InspectionFinding] = []
    /// Findings beyond that number.
    public internal(set) var furtherFindings = 0
    /// The manifest, or nil when the bundle is damaged before its end.
    public internal(set) var manifest: Manifest?
    /// Files and bytes by category; empty without a manifest.
    public internal(set) var categories: [CategoryTotal] = []
    /// What redaction did to each file; nil when that could not be read.
    public internal(set) var redactions: RedactionsDocument?
    /// The files found, in the order of the archive.
    public internal(set) var entries: [InspectedEntry] = []

    /// The number of findings that are kept.
    public static let maximumFindings = 1_000

    init(file: String, bytes: Int64, sha256: String?) {
        self.file = file
        self.bytes = bytes
        self.sha256 = sha256
    }

    mutating func note(_ finding: InspectionFinding) {
        if finding.kind.isFailure { isWhole = false }
        if findings.count < Self.maximumFindings {
            findings.append(finding)
        } else {
            furtherFindings += 1
        }
    }

    /// The entries at a path, or below the folder it names.
    public func entries(at path: String) -> [InspectedEntry] {
        entries.filter { InspectedEntry.isPlace($0.path, at: path) }
    }

    /// Why a path is not in the bundle, as the manifest says, for people; nil when it says nothing of it.
    public func reasonOfAbsence(_ path: String) -> String? {
        guard let artifact = manifest?.artifacts.first(where: { $0.path == path }) else { return nil }
        return TerminalText.escaped("\(artifact.outcome.rawValue): \(artifact.reason ?? artifact.outcome.meaning)")
    }

    /// The artifacts that are not there, or not completely, or were left out on request; the required ones first.
    public var absences: [ArtifactRecord] {
        let absent = (manifest?.artifacts ?? []).filter { $0.outcome.isShortfall || $0.outcome == .excluded }
        return absent.filter(\.required) + absent.filter { !$0.required }
    }
}
