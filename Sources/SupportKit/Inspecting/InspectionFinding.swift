/// Something verification noticed about a bundle.
public struct InspectionFinding: Error, Codable, Hashable, Sendable {
    /// The kinds of findings.
    ///
    /// The raw values are stable.
    public enum Kind: String, CaseIterable, Codable, Sendable {
        // What makes a bundle fail.
        case damagedData, limitExceeded, trailingBytes, hiddenData, noEndMark, mixedMembers
        case unsafeName, notAFile, outsideFolder, duplicateEntry, extraEntry, missingEntry
        case sizeDiffers, contentDiffers, entryAfterManifest, manifestInconsistent
        case checksumDiffers
        // What is worth knowing.
        case renamed, padded, oddHeader, documentMissing, redactionsDiffer, outcomeDiffers, checksumFileUnusable

        /// Whether a bundle with such a finding does not pass verification.
        public var isFailure: Bool {
            switch self {
            case .damagedData, .limitExceeded, .trailingBytes, .hiddenData, .noEndMark, .mixedMembers, .unsafeName,
                .notAFile, .outsideFolder, .duplicateEntry, .extraEntry, .missingEntry, .sizeDiffers, .contentDiffers,
                .entryAfterManifest, .manifestInconsistent, .checksumDiffers:
                true
            case .renamed, .padded, .oddHeader, .documentMissing, .redactionsDiffer, .outcomeDiffers,
                .checksumFileUnusable:
                false
            }
        }
    }

    /// What kind of finding it is.
    public let kind: Kind
    /// The entry concerned, as it stands in the bundle, or nil.
    ///
    /// Not escaped.
    public let path: String?
    /// One sentence without a full stop, escaped for terminals.
    public let message: String

    init(_ kind: Kind, path: String? = nil, _ message: String) {
        self.kind = kind
        self.path = path
        self.message = message
    }
}
