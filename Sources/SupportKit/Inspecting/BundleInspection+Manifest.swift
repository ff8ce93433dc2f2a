internal import SystemPackage

extension BundleInspection {
    /// Compares what was read with what the manifest says should be there.
    mutating func compareManifest(_ path: FilePath) throws(InspectionError) {
        guard let manifestBytes else {
            // Without one, a file that is otherwise in order was never a bundle.
            guard !reachedEnd || !report.isWhole else { throw InspectionError(code: .noManifest, path: path) }
            return
        }
        guard !manifestBytes.isEmpty else { throw InspectionError(code: .manifestTooLarge, path: path) }
        let manifest: Manifest
        do {
            manifest = try ManifestCoding.decode(manifestBytes)
        } catch {
            // A damaged file may hold any nonsense; that it is damaged has been noted already.
            guard report.isWhole else { return }
            throw InspectionError(code: .manifest(error), path: path)
        }
        self.manifestBytes = nil
        report.manifest = manifest
        var rows: Set<Int> = []
        for artifact in manifest.artifacts { compare(artifact, rows: &rows) }
        for (index, entry) in report.entries.enumerated() where !isAccountedFor[index] {
            note(.extraEntry, path: entry.path, "\(TerminalText.escaped(entry.path)) is not in the manifest")
        }
        compareSummaries(manifest)
        report.categories = CategoryTotal.totals(of: report.entries, manifest: manifest)
    }

    private mutating func compare(_ artifact: ArtifactRecord, rows: inout Set<Int>) {
        let shown = TerminalText.escaped(artifact.path)
        guard let bytes = artifact.bytes, let sha256 = artifact.sha256 else {
            if artifact.bytes != nil || artifact.sha256 != nil || artifact.outcome.hasContent {
                note(
                    .manifestInconsistent,
                    path: artifact.path,
                    "the manifest calls \(shown) \(artifact.outcome.rawValue) without saying its size and SHA-256"
                )
            }
            return
        }
        guard let index = indices[Array(artifact.path.utf8)] else {
            if reachedEnd {
                note(.missingEntry, path: artifact.path, "\(shown) is in the manifest and not in the bundle")
            }
            return
        }
        guard rows.insert(index).inserted else {
            return note(.manifestInconsistent, path: artifact.path, "the manifest lists \(shown) more than once")
        }
        isAccountedFor[index] = true
        let entry = report.entries[index]
        if entry.bytes != bytes {
            note(.sizeDiffers, path: artifact.path, "\(shown) has \(entry.bytes) bytes, and should have \(bytes)")
        } else if !entry.sha256.isEmpty, entry.sha256 != sha256.lowercased() {
            note(.contentDiffers, path: artifact.path, "\(shown) has another content than the manifest says")
        }
    }

    private mutating func compareSummaries(_ manifest: Manifest) {
        for document in ["README.txt", RedactionsDocument.fileName] where indices[Array(document.utf8)] == nil {
            note(.documentMissing, path: document, "\(document) is not in the bundle")
        }
        if manifest.header.outcome == .complete, BundleOutcome(of: manifest.artifacts) == .incomplete {
            note(.outcomeDiffers, "the manifest calls the bundle complete, and a required artifact falls short")
        }
        guard let redactionsBytes else { return }
        self.redactionsBytes = nil
        do {
            let document = try ManifestCoding.decodeRedactions(redactionsBytes)
            report.redactions = document
            let positive = manifest.header.redaction.rules.filter { $0.value > 0 }
            if document.rules.filter({ $0.value > 0 }) != positive {
                note(
                    .redactionsDiffer,
                    path: RedactionsDocument.fileName,
                    "redactions.json and the manifest count different redactions"
                )
            }
        } catch {
            note(.redactionsDiffer, path: RedactionsDocument.fileName, "redactions.json cannot be read")
        }
    }
}

extension ArtifactOutcome {
    /// Whether an artifact with this outcome always has an entry in the bundle.
    fileprivate var hasContent: Bool {
        self == .collected || self == .partial
    }
}
