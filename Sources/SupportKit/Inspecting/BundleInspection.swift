internal import Crypto
public import Platform
public import SystemPackage

/// Inspects a bundle in one pass over its content: reads every entry, and compares all of them with the manifest.
///
/// A bundle comes from strangers. Nothing of it is written to disk, every size is bounded, and no content of it can
/// make this code fail other than by an ``InspectionError`` or a finding. Like `gzip -t`, it does not notice a change in
/// two bytes of each gzip header that mean nothing ("extra flags" and operating system); a `.sha256` file does.
public struct BundleInspection {
    var report: InspectionReport
    /// Where in ``InspectionReport/entries`` a place below the top folder is.
    ///
    /// Keys are bytes: as texts, two names that differ only in how an accent is composed would be equal.
    var indices: [[UInt8]: Int] = [:]
    /// Which of the entries need no row in the manifest, or have one.
    var isAccountedFor: [Bool] = []
    var manifestBytes: [UInt8]?
    var redactionsBytes: [UInt8]?
    /// Whether every entry was seen.
    var reachedEnd = false

    let limits: ArchiveLimits
    private var folder: [UInt8]?
    /// The entry that is being read.
    var current: String?

    /// Files at the top of a bundle that are no artifacts.
    private static let documents = [
        "README.txt", "request.txt", "report.html", RedactionsDocument.fileName, Manifest.fileName,
    ]

    init(limits: ArchiveLimits, report: InspectionReport) {
        self.limits = limits
        self.report = report
    }

    /// Reads a bundle from its first byte to its last.
    ///
    /// - Returns: the report, also of a damaged bundle, as far as that could be read.
    /// - Throws: ``InspectionError`` when it is no bundle, or none this version reads.
    public static func inspect(
        _ path: FilePath,
        limits: ArchiveLimits = ArchiveLimits()
    ) throws(InspectionError) -> InspectionReport {
        let file = try opened(path)
        let sha256: String
        do {
            sha256 = try file.sha256()
        } catch {
            throw InspectionError(code: .cannotRead(error.errno.reason), path: path)
        }
        var inspection = BundleInspection(
            limits: limits,
            report: InspectionReport(
                file: String(lossless: RegularFile.name(of: path)),
                bytes: file.size,
                sha256: sha256
            )
        )
        inspection.compareChecksumFile(beside: path)
        try inspection.readArchive(file)
        try inspection.compareManifest(path)
        return inspection.report
    }

    static func opened(_ path: FilePath) throws(InspectionError) -> RegularFile {
        do {
            return try RegularFile.open(path)
        } catch {
            throw InspectionError(code: .cannotRead(error.errno.reason), path: path)
        }
    }

    mutating func note(_ kind: InspectionFinding.Kind, path: String? = nil, _ message: String) {
        report.note(InspectionFinding(kind, path: path, message))
    }

    // MARK: - The file

    private mutating func compareChecksumFile(beside path: FilePath) {
        do {
            guard let file = try ChecksumFile.beside(path) else { return }
            report.checksumFile = file.sha256 == report.sha256 ? .matches : .differs
            if report.checksumFile == .differs {
                note(.checksumDiffers, "the SHA-256 of the file is not the one in the .sha256 file beside it")
            }
        } catch {
            report.checksumFile = .unusable
            report.note(error)
        }
    }

    /// The file name without its extension, which is also the name of the top folder; nil for other files.
    private var stem: Substring? {
        let suffixes = BundleFormat.allCases.flatMap(\.suffixes)
        return suffixes.first { report.file.hasSuffix($0) }.map { report.file.dropLast($0.count) }
    }

    /// Decides whether a file that cannot be read to its end is a damaged bundle or something else.
    mutating func judge(_ error: ArchiveError, path: FilePath) throws(InspectionError) {
        let place = current.map { ", in or after \(TerminalText.escaped($0))" } ?? ""
        switch error.code {
        case .system(let errno):
            throw InspectionError(code: .cannotRead(errno.reason), path: path)
        case .outOfMemory:
            throw InspectionError(code: .cannotRead("there is no memory for it"), path: path)
        case .unknownCompression, .notAnArchive:
            guard report.file.hasPrefix("supportkit-"), stem != nil else {
                throw InspectionError(code: .notABundle(hint(error, path)), path: path)
            }
            note(.damagedData, report.bytes == 0 ? "the file is empty" : "\(error)")
        case .truncated, .corrupt, .checksumDiffers, .trailingBytes, .damagedArchive:
            note(.damagedData, path: current, "\(error)\(place)")
        case .tooLarge, .tooDense, .headerTooLong, .nameTooLong, .tooManyEntries, .sparseEntry, .entryTooLarge:
            note(.limitExceeded, path: current, "\(error)\(place)")
        }
    }

    private func hint(_ error: ArchiveError, _ path: FilePath) -> String {
        if report.bytes == 0 { return "the file is empty" }
        if let decryption = InspectionError.decryption(of: path) { return decryption }
        return error.code == .notAnArchive ? "it holds no tar archive" : "it is not compressed with gzip or zstd"
    }

    // MARK: - The archive

    private mutating func readArchive(_ file: borrowing RegularFile) throws(InspectionError) {
        do {
            var reader = try ArchiveReader.open(file.descriptor, atOnce: true, limits: limits)
            report.compression = reader.compression
            while let entry = try reader.next() {
                current = String(lossless: entry.path)
                try read(entry, from: &reader)
            }
            current = nil
            reachedEnd = true
            judge(try reader.finish())
        } catch let error as ArchiveError {
            try judge(error, path: file.path)
        } catch let error as InspectionError {
            throw error
        } catch {
            throw InspectionError(code: .cannotRead("\(error)"), path: file.path)
        }
    }

    private mutating func judge(_ end: ArchiveEnd) {
        if !end.hasEndMark { note(.noEndMark, "the tar archive has no end mark") }
        if end.hasHiddenData { note(.hiddenData, "data are hidden after the end of the tar archive") }
        if !end.membersAgree { note(.mixedMembers, "the headers of the gzip members contradict each other") }
        guard end.trailingBytes > 0 else { return }
        if end.trailingIsZero {
            note(.padded, "\(end.trailingBytes) zero bytes follow the compressed data")
        } else {
            note(.trailingBytes, "other bytes follow the compressed data, from byte \(end.compressedBytes) on")
        }
    }

    private mutating func read(_ entry: ArchiveEntry, from reader: inout ArchiveReader) throws {
        let text = String(lossless: entry.path)
        let shown = TerminalText.escaped(text)
        if entry.isOdd { note(.oddHeader, path: text, "the header of \(shown) breaks the rules of tar") }
        let name: EntryName
        do throws(InspectionFinding) {
            name = try EntryName(entry.path)
        } catch {
            return report.note(error)
        }
        guard isInTopFolder(name) else {
            return note(.outsideFolder, path: text, "\(shown) is outside the top folder")
        }
        switch entry.kind {
        case .directory:
            return
        case .link:
            return note(.notAFile, path: text, "\(shown) is a link")
        case .other:
            return note(.notAFile, path: text, "\(shown) is a device or another special file")
        case .file:
            guard !name.place.isEmpty else {
                return note(.unsafeName, path: text, "\(shown) is a file and should be a folder")
            }
            if manifestBytes != nil { note(.entryAfterManifest, path: text, "\(shown) follows manifest.json") }
            try readFile(String(lossless: name.place), from: &reader)
        }
    }

    mutating func isInTopFolder(_ name: EntryName) -> Bool {
        guard let folder else {
            folder = name.folder
            let text = String(lossless: name.folder)
            report.folder = text
            if let stem, !stem.utf8.elementsEqual(text.utf8) {
                note(.renamed, "the file was renamed: the folder inside is called \(TerminalText.escaped(text))")
            }
            return true
        }
        return name.folder == folder
    }

    mutating func readFile(_ place: String, from reader: inout ArchiveReader) throws {
        let keeps = place == Manifest.fileName || place == RedactionsDocument.fileName
        var content: [UInt8] = []
        var hash = SHA256()
        var bytes: Int64 = 0
        try reader.forEachChunk { chunk in
            bytes += Int64(chunk.count)
            unsafe chunk.withUnsafeBytes { raw in
                unsafe hash.update(bufferPointer: raw)
                if keeps && bytes <= ManifestCoding.maximumBytes { unsafe content.append(contentsOf: raw) }
            }
        }
        let isComplete = bytes <= ManifestCoding.maximumBytes
        if place == Manifest.fileName { manifestBytes = isComplete ? content : [] }
        if place == RedactionsDocument.fileName { redactionsBytes = isComplete ? content : [] }
        add(InspectedEntry(path: place, bytes: bytes, sha256: hash.finalize().hexadecimal))
    }

    mutating func add(_ entry: InspectedEntry) {
        let former = indices.updateValue(report.entries.count, forKey: Array(entry.path.utf8))
        report.entries.append(entry)
        isAccountedFor.append(Self.documents.contains(entry.path))
        guard let former else { return }
        // The last of them counts, as it does for an extracting program.
        isAccountedFor[former] = true
        note(.duplicateEntry, path: entry.path, "\(TerminalText.escaped(entry.path)) is there more than once")
    }
}
