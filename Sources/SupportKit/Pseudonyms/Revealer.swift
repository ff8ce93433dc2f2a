internal import FoundationEssentials
internal import Platform
public import SystemPackage

/// Turns the pseudonyms of a text back into the names of a map.
public final class Revealer: Sendable {
    private struct Map: Decodable {
        struct Entry: Decodable {
            let kind: String
            let original: String
            let pseudonym: String
        }

        let schema: Int
        let key: String
        let entries: [Entry]
    }

    /// Tells the keys of cases apart, as in the map.
    public let keyFingerprint: String

    let dictionary: NameDictionary
    private let addresses: AddressTable
    private let identities: IdentityTable

    private static let sizeLimit: Int64 = 1 << 30

    /// Reads a map.
    ///
    /// - Parameter path: the file that was written beside a bundle.
    /// - Throws: ``PseudonymError`` when it is not such a file; `SystemError` when it cannot be read.
    public convenience init(map path: FilePath) throws {
        let descriptor: FileDescriptor
        do {
            descriptor = try FileDescriptor.open(path, .readOnly, options: [.closeOnExec, .nonBlocking])
        } catch let error as Errno {
            throw SystemError("open the map", path, errno: error)
        }
        let text = try descriptor.closeAfter {
            let status = try FileStatus(of: descriptor, path: path)
            guard status.kind == .regular, status.size <= Self.sizeLimit else {
                throw PseudonymError("\(path.displayText) is not a map of pseudonyms: give the .map file of the bundle")
            }
            var text: [UInt8] = []
            while Int64(text.count) <= Self.sizeLimit {
                let piece = try descriptor.read(count: 1 << 20, at: Int64(text.count), path: path)
                if piece.isEmpty { break }
                text += piece
            }
            return text
        }
        try self.init(mapText: text, name: path.displayText)
    }

    init(mapText: [UInt8], name: String) throws {
        let map: Map
        do {
            map = try JSONDecoder().decode(Map.self, from: Data(mapText))
        } catch {
            throw PseudonymError("\(name) is not a map of pseudonyms: give the .map file of the bundle")
        }
        guard map.schema == 1 else {
            throw PseudonymError("\(name) is a map of schema \(map.schema): this version of supportkit reads schema 1")
        }
        keyFingerprint = map.key
        var addresses = AddressTable()
        var identities = IdentityTable()
        var builder = NameDictionary.Builder(names: map.entries.count)
        for entry in map.entries {
            guard let kind = PseudonymKind(rawValue: entry.kind) else {
                throw PseudonymError("\(name) has an entry of the unknown kind \(entry.kind): use a newer supportkit")
            }
            let original = Array(entry.original.utf8)
            let pseudonym = Array(entry.pseudonym.utf8)
            if kind == .ips, let address = MapText.address(entry.pseudonym), let value = MapText.address(entry.original)
            {
                if addresses.find(address) == nil { addresses.insert(address, value: value) }
            } else if kind == .ips, let address = WideAddress(text: pseudonym) {
                Self.add(.ips, address.bytes, original, to: &identities)
            } else if kind == .macs {
                Self.add(.macs, Self.digits(pseudonym), original, to: &identities)
            } else {
                let needsContext =
                    kind == .users
                    ? KnownIdentities.needsContext(user: entry.original)
                    : kind == .hosts && KnownIdentities.needsContext(host: entry.original)
                builder.add(pseudonym, pseudonym: original, kind: kind, needsContext: needsContext)
            }
        }
        self.addresses = addresses
        self.identities = identities
        dictionary = NameDictionary(builder)
    }

    private static func add(_ kind: PseudonymKind, _ key: [UInt8], _ original: [UInt8], to table: inout IdentityTable) {
        let hash = IdentityTable.hash(kind, key)
        if table.find(kind, key, hash: hash) == nil {
            table.insert(kind, key, hash: hash, value: [], original: original)
        }
    }

    private static func digits(_ text: [UInt8]) -> [UInt8] {
        text.filter(\.isHexDigit).map(\.lowered)
    }

    /// Starts on one text.
    public func makeWriter() -> RevealWriter {
        RevealWriter(revealer: self)
    }

    /// Turns the pseudonyms of a short text back.
    public func reveal(_ text: String) -> String {
        var filter = IdentityFilter(source: self)
        return filter.replace(text)
    }
}

extension Revealer: IdentitySource {
    var kinds: Set<PseudonymKind> { Set(PseudonymKind.allCases) }
    var isReversed: Bool { true }

    func replacement(of address: UInt32) -> UInt32? {
        addresses.find(address).map { addresses.value(at: $0) }
    }

    func replacement(of address: WideAddress, written: IdentityWriting) -> [UInt8]? {
        guard let original = original(.ips, address.bytes) else { return nil }
        return written.isUpper == true ? original.map { $0.isLower ? $0 & 0xDF : $0 } : original
    }

    func replacement(ofHardware address: UInt64, written: IdentityWriting) -> [UInt8]? {
        guard let original = original(.macs, Self.digits(written.bytes)) else { return nil }
        let value = Self.digits(original).reduce(UInt64(0)) {
            $0 << 4 | UInt64($1.isDigit ? $1 - 0x30 : $1 - 0x57)
        }
        return written.hardware(value, upper: written.isUpper ?? IdentityWriting(bytes: original).isUpper ?? false)
    }

    private func original(_ kind: PseudonymKind, _ key: [UInt8]) -> [UInt8]? {
        identities.find(kind, key, hash: IdentityTable.hash(kind, key)).map { Array(identities.original($0)) }
    }

    // Names, e-mail addresses and zones are all in the dictionary.
    func replacement(ofHost name: [UInt8]) -> [UInt8]? { nil }
    func replacement(ofEmail name: [UInt8], separator: Int) -> [UInt8]? { nil }
    func replacement(ofZone octets: [UInt8], written: [UInt8]) -> [UInt8]? { nil }

    func count(_ uses: UInt32, of address: UInt32) {}
    func count(_ uses: UInt32, ofEntry entry: Int) {}
}
