internal import FoundationEssentials
internal import Platform
public import SystemPackage

/// The records of the rehearsals on this host: one file for each product and instance.
public struct RehearsalHistory: Sendable {
    /// How many records of one product and instance are kept.
    public static let capacity = 20
    private static let maximumBytes = 16 << 20

    private let directory: FilePath

    private struct Document: Codable {
        var schema = RehearsalRecord.schema
        var records: [RehearsalRecord]
    }

    /// The user's directory for the state of supportkit: `$XDG_STATE_HOME/supportkit`; else, for root,
    /// `/var/lib/supportkit`, for others `~/.local/state/supportkit`; nil without a home.
    public static var defaultDirectory: FilePath? {
        if let state = ThisProcess.environment("XDG_STATE_HOME"), FilePath(state).isAbsolute {
            return FilePath(state).appending("supportkit")
        }
        if Accounts.effectiveUser == 0 { return "/var/lib/supportkit" }
        guard let home = ThisProcess.environment("HOME"), FilePath(home).isAbsolute else { return nil }
        return FilePath(home).appending(".local/state/supportkit")
    }

    /// Looks at the records below a directory, which need not exist.
    public init(directory: FilePath) {
        self.directory = directory.appending("rehearsals")
    }

    /// The file of a product's instance.
    public func file(product: String, instance: String) -> FilePath {
        directory.appending("\(Self.plain(product))+\(Self.plain(instance)).json")
    }

    /// The records of an instance, the newest last.
    ///
    /// - Throws: ``RehearsalError`` when there is a file and it cannot be used.
    public func records(product: String, instance: String) throws(RehearsalError) -> [RehearsalRecord] {
        let file = file(product: product, instance: instance)
        guard UnpublishedFile.exists(file) else { return [] }
        return try Self.records(in: file).filter { $0.product == product && $0.instance == instance }
    }

    /// The records of all instances of a product, or of all products; those of one instance stand together, the newest last.
    ///
    /// - Throws: ``RehearsalError`` when a file cannot be used.
    public func all(product: String? = nil) throws(RehearsalError) -> [[RehearsalRecord]] {
        guard UnpublishedFile.exists(directory) else { return [] }
        let names: [FilePath]
        do {
            names = try HostFileSystem().entries(of: directory).map { directory.appending($0.name) }
        } catch {
            throw RehearsalError("\(error)")
        }
        var groups: [[RehearsalRecord]] = []
        for file in names.sorted(by: { $0.string < $1.string }) where file.extension == "json" {
            let records = try Self.records(in: file).filter { product == nil || $0.product == product }
            if !records.isEmpty { groups.append(records) }
        }
        return groups
    }

    /// Adds a record and forgets the oldest ones beyond ``capacity``.
    ///
    /// A file that cannot be read any more is replaced.
    ///
    /// - Returns: The file.
    /// - Throws: ``RehearsalError`` when nothing can be written.
    public func add(_ record: RehearsalRecord) throws(RehearsalError) -> FilePath {
        let file = file(product: record.product, instance: record.instance)
        let records = ((try? records(product: record.product, instance: record.instance)) ?? []) + [record]
        do {
            try Self.makeDirectories(directory)
            let bytes = try StableJSON.encode(Document(records: records.suffix(Self.capacity)))
            try ReplacedFile.write(bytes.span, to: file)
        } catch {
            throw RehearsalError("\(error)")
        }
        return file
    }

    /// Reads a file of records, or one record alone.
    ///
    /// - Throws: ``RehearsalError`` when it holds none.
    public static func records(in file: FilePath) throws(RehearsalError) -> [RehearsalRecord] {
        let text: String
        do { text = try UserFile.text(of: file, maximumBytes: maximumBytes) } catch { throw RehearsalError("\(error)") }
        let data = Data(text.utf8)
        let records: [RehearsalRecord]
        do {
            records = try JSONDecoder().decode(Document.self, from: data).records
        } catch {
            do {
                records = [try JSONDecoder().decode(RehearsalRecord.self, from: data)]
            } catch {
                throw RehearsalError(
                    "\(file.displayText) holds no record of a rehearsal; name a file that 'supportkit rehearse' wrote"
                )
            }
        }
        guard records.allSatisfy({ $0.schema == RehearsalRecord.schema }) else {
            throw RehearsalError("\(file.displayText) was written by a newer supportkit")
        }
        return records
    }

    private static func makeDirectories(_ directory: FilePath) throws {
        var path = FilePath(root: directory.root, [])
        for component in directory.components {
            path.append(component)
            if let status = try? HostFileSystem().status(of: path), status.kind == .directory { continue }
            try ExtractedFile.makeDirectory(path)
        }
    }

    /// A name for files, whatever the instance is called; what two names share after it, the records tell apart.
    private static func plain(_ text: String) -> String {
        var name = ""
        for byte in text.utf8.prefix(80) {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
                name.unicodeScalars.append(Unicode.Scalar(byte))
            default: name += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
            }
        }
        return name
    }
}
