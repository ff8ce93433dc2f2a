internal import SupportKit

/// What `rehearse --json` prints.
struct RehearseReport: Encodable {
    private let isReady: Bool
    private let readiness: String
    private let record: RehearsalRecord
    private let files: [String]
    private let recordFile: String?
    private let notes: [String]
    private let comparison: RehearsalComparison?

    init(
        record: RehearsalRecord,
        files: [String],
        recordFile: String?,
        notes: [String],
        comparison: RehearsalComparison?
    ) {
        isReady = record.isReady
        readiness = record.readiness
        self.record = record
        self.files = files
        self.recordFile = recordFile
        self.notes = notes
        self.comparison = comparison
    }
}
