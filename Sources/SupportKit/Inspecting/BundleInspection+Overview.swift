internal import Crypto
public import Platform
public import SystemPackage

/// What can be said of a bundle without reading all of it.
extension BundleInspection {
    /// The size from which a bundle is looked at through its index, in bytes: 32 MiB, which are read in a moment.
    public static let overviewSize: Int64 = 32 << 20

    /// Reads the index at the end, the manifest and single entries, and nothing else, however large the bundle is.
    ///
    /// One without an index, such as a bundle that was cut off or packed again, is read from its beginning.
    ///
    /// - Parameters:
    ///   - path: The bundle.
    ///   - places: The entries below the top folder that are read and compared with the manifest; of a folder all.
    ///   - size: The size in bytes up to which all of the bundle is read all the same.
    ///   - limits: What is accepted.
    /// - Returns: the report; of entries that were not read, ``InspectedEntry/sha256`` is empty.
    /// - Throws: ``InspectionError`` when it is no bundle, or none this version reads.
    public static func overview(
        _ path: FilePath,
        reading places: Set<String> = [],
        wholeUpTo size: Int64 = 0,
        limits: ArchiveLimits = ArchiveLimits()
    ) throws(InspectionError) -> InspectionReport {
        let file = try opened(path)
        let index: BundleIndex?
        do {
            index = try file.bundleIndex()
        } catch {
            throw InspectionError(code: .cannotRead(error.errno.reason), path: path)
        }
        guard let index, file.size > size else { return try inspect(path, limits: limits) }
        var inspection = BundleInspection(
            limits: limits,
            report: InspectionReport(file: String(lossless: RegularFile.name(of: path)), bytes: file.size, sha256: nil)
        )
        try inspection.read(index, of: file, places.union([Manifest.fileName, RedactionsDocument.fileName]))
        inspection.reachedEnd = true
        try inspection.compareManifest(path)
        return inspection.report
    }

    private mutating func read(
        _ index: BundleIndex,
        of file: borrowing RegularFile,
        _ places: Set<String>
    ) throws(InspectionError) {
        for indexed in index.entries {
            let name: EntryName
            do throws(InspectionFinding) {
                name = try EntryName(indexed.path)
            } catch {
                report.note(error)
                continue
            }
            let place = String(lossless: name.place)
            guard isInTopFolder(name), !place.isEmpty else {
                let shown = TerminalText.escaped(indexed.path)
                note(.outsideFolder, path: String(lossless: indexed.path), "\(shown) is outside the top folder")
                continue
            }
            guard places.contains(where: { InspectedEntry.isPlace(place, at: $0) }) else {
                add(InspectedEntry(path: place, bytes: indexed.bytes, sha256: ""))
                continue
            }
            current = place
            let seen = report.entries.count
            // What cannot be read is there all the same.
            defer {
                if report.entries.count == seen { add(InspectedEntry(path: place, bytes: indexed.bytes, sha256: "")) }
            }
            do {
                try file.seek(to: indexed.offset)
                var reader = try ArchiveReader.open(file.descriptor, limits: limits)
                report.compression = reader.compression
                guard let entry = try reader.next(), entry.path == indexed.path, entry.kind == .file else {
                    note(.damagedData, path: place, "the index does not fit the archive at byte \(indexed.offset)")
                    continue
                }
                try readFile(place, from: &reader)
            } catch let error as ArchiveError {
                try judge(error, path: file.path)
            } catch {
                throw InspectionError(code: .cannotRead("\(error)"), path: file.path)
            }
        }
    }
}
