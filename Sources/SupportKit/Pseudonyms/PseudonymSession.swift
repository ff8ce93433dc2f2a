internal import Platform
internal import Synchronization
public import SystemPackage

/// The pseudonyms of one bundle: what is replaced, by what, and how often.
///
/// Use one session for all texts of a bundle; threads may share it. Every pseudonym is a function of the case key and
/// of the identity alone, so sessions with the same key agree without having met. Holds every identity once, in bounded
/// memory.
public final class PseudonymSession: Sendable {
    /// Shares of the state, each with its own lock.
    private final class Part: Sendable {
        let shard: Mutex<PseudonymShard>

        init(key: CaseKey) {
            shard = Mutex(PseudonymShard(key: key))
        }
    }

    /// What is replaced.
    public let kinds: Set<PseudonymKind>
    /// Tells the keys of cases apart; tells nothing of the key.
    public let keyFingerprint: String

    let dictionary: NameDictionary
    private let parts: [Part]
    private let uses: Mutex<[UInt32]>

    private static let partCount = 16

    /// Prepares pseudonyms.
    ///
    /// - Parameters:
    ///   - kinds: what to replace; nothing else is touched.
    ///   - key: the key of the case.
    ///   - identities: the names that are known; at most ``PseudonymKind/hosts`` and ``PseudonymKind/users`` need them.
    public init(kinds: Set<PseudonymKind>, key: CaseKey, identities: KnownIdentities = KnownIdentities()) {
        self.kinds = kinds
        keyFingerprint = key.fingerprint
        parts = (0..<Self.partCount).map { _ in Part(key: key) }
        dictionary = Self.makeDictionary(kinds, key, identities)
        uses = Mutex(Array(repeating: 0, count: dictionary.entries.count))
    }

    /// The names, in an order that does not depend on that of learning.
    private static func makeDictionary(
        _ kinds: Set<PseudonymKind>,
        _ key: CaseKey,
        _ identities: KnownIdentities
    ) -> NameDictionary {
        let hosts = kinds.contains(.hosts) ? identities.hosts.sorted() : []
        let domains = kinds.contains(.hosts) ? identities.domains.sorted() : []
        let users = kinds.contains(.users) ? identities.users.sorted() : []
        let names = NamePermutation(key: key)
        var builder = NameDictionary.Builder(names: hosts.count + domains.count + users.count)
        // Most hosts have their domain in common, and each is known with and without it.
        var labels: [ArraySlice<UInt8>: [UInt8]] = [:]
        func permuteHost(_ name: [UInt8]) -> [UInt8] {
            names.permuteHost(name) { label in
                if let known = labels[label] { return known }
                let pseudonym = names.permuteLabel(label)
                if labels.count >= 4096 { labels.removeAll(keepingCapacity: true) }
                labels[label] = pseudonym
                return pseudonym
            }
        }
        var taken: [(pseudonym: [UInt8], kind: PseudonymKind, needsContext: Bool)] = []
        func add(_ name: String, _ kind: PseudonymKind, needsContext: Bool, isDomain: Bool = false) {
            let bytes = Array(name.utf8)
            let pseudonym = kind == .users ? names.permuteUser(bytes) : permuteHost(bytes)
            builder.add(bytes, pseudonym: pseudonym, kind: kind, needsContext: needsContext, isDomain: isDomain)
            if bytes.count <= 8 { taken.append((pseudonym, kind, needsContext)) }
        }
        for name in domains { add(name, .hosts, needsContext: false, isDomain: true) }
        // Sorted, so that a short name comes right before its long one.
        for name in hosts { add(name, .hosts, needsContext: KnownIdentities.needsContext(host: name)) }
        for name in users { add(name, .users, needsContext: KnownIdentities.needsContext(user: name)) }
        // A word that happens to be somebody's pseudonym would be turned into his name later: it gets another.
        for (name, kind, needsContext) in taken {
            let pseudonym = kind == .users ? names.permuteUser(name) : names.permuteHost(name)
            builder.add(name, pseudonym: pseudonym, kind: kind, needsContext: needsContext)
        }
        return NameDictionary(builder)
    }

    // MARK: - Use

    /// Starts on one text.
    public func makeWriter() -> PseudonymWriter {
        PseudonymWriter(session: self)
    }

    /// Replaces what is found in a short text: a file name, a row of the manifest, a line of the request.
    public func replace(_ text: String) -> String {
        guard !kinds.isEmpty else { return text }
        var filter = IdentityFilter(source: self)
        return filter.replace(text)
    }

    // MARK: - Map

    /// Identities that have been replaced so far and are in the map.
    public var identityCount: Int {
        let names = uses.withLock { uses in uses.count { $0 > 0 } }
        return parts.reduce(names) { $0 + $1.shard.withLock { $0.addresses.count + $0.identities.count } }
    }

    /// Writes the map, from which the names can be read back: keep it outside the bundle.
    ///
    /// JSON, one entry a line, sorted by kind and original. The file is made with mode 0600 and gets its name when it
    /// is complete.
    ///
    /// - Parameter path: must not exist.
    /// - Throws: `SystemError` when it cannot be written.
    public func writeMap(to path: FilePath) throws {
        var file = try UnpublishedFile.create(for: path)
        try writeMap { piece in try file.append(piece) }
        try file.publish()
    }

    /// Where an entry of the map is found.
    private struct Place {
        let kind: PseudonymKind
        let part: Int32
        let index: UInt32
    }

    /// Hands over the text of the map in pieces.
    func writeMap(into sink: (Span<UInt8>) throws -> Void) throws {
        var text = Array("{\n\"schema\": 1,\n\"key\": \"\(keyFingerprint)\",\n\"kinds\": [".utf8)
        text += Array(kinds.sorted().map { "\"\($0.rawValue)\"" }.joined(separator: ", ").utf8)
        let isComplete = parts.allSatisfy { $0.shard.withLock { !$0.isFull } }
        text += Array("],\n\"complete\": \(isComplete),\n\"entries\": [".utf8)
        var isFirst = true
        func put(
            _ kind: PseudonymKind,
            _ original: some Sequence<UInt8>,
            _ pseudonym: some Sequence<UInt8>,
            _ count: UInt32
        ) throws {
            text += Array((isFirst ? "\n" : ",\n").utf8)
            isFirst = false
            text += Array("{\"kind\": \"\(kind.rawValue)\", \"original\": ".utf8)
            MapText.append(original, to: &text)
            text += Array(", \"pseudonym\": ".utf8)
            MapText.append(pseudonym, to: &text)
            text += Array(", \"count\": \(count)}".utf8)
            guard text.count >= 1 << 16 else { return }
            try sink(text.span)
            text.removeAll(keepingCapacity: true)
        }
        let order = PseudonymKind.allCases.sorted()
        for kind in order {
            if kind == .ips {
                try forEachAddress { original, pseudonym, count in try put(.ips, original, pseudonym, count) }
            }
            for place in places(of: kind) {
                let row = row(at: place)
                try put(kind, row.original, row.pseudonym, row.count)
            }
        }
        text += Array("\n]\n}\n".utf8)
        try sink(text.span)
    }

    private func forEachAddress(_ body: ([UInt8], [UInt8], UInt32) throws -> Void) rethrows {
        var addresses: [UInt32] = []
        for part in parts { addresses += part.shard.withLock { $0.addresses.addresses } }
        addresses.sort()
        for address in addresses {
            let found: (UInt32, UInt32)? = part(of: address).shard.withLock { shard in
                shard.addresses.find(address).map { (shard.addresses.value(at: $0), shard.addresses.count(at: $0)) }
            }
            guard let (value, count) = found else { continue }
            try body(MapText.dotted(address), MapText.dotted(value), count)
        }
    }

    /// The places of all entries of a kind but IPv4 addresses, in order.
    private func places(of kind: PseudonymKind) -> [Place] {
        var places: [Place] = []
        for (number, part) in parts.enumerated() {
            part.shard.withLock { shard in
                for index in 0..<shard.identities.count where shard.identities.kind(index) == kind {
                    places.append(Place(kind: kind, part: Int32(number), index: UInt32(index)))
                }
            }
        }
        uses.withLock { uses in
            for index in uses.indices where uses[index] > 0 && dictionary.entries[index].kind == kind {
                places.append(Place(kind: kind, part: -1, index: UInt32(index)))
            }
        }
        return places.sorted { key(at: $0).lexicographicallyPrecedes(key(at: $1)) }
    }

    private func key(at place: Place) -> ArraySlice<UInt8> {
        guard place.part >= 0 else { return dictionary.name(of: Int(place.index)) }
        return parts[Int(place.part)].shard.withLock { $0.identities.key(Int(place.index)) }
    }

    private func row(at place: Place) -> (original: [UInt8], pseudonym: [UInt8], count: UInt32) {
        let index = Int(place.index)
        guard place.part >= 0 else {
            let count = uses.withLock { $0[index] }
            return (Array(dictionary.name(of: index)), Array(dictionary.pseudonym(of: index)), count)
        }
        return parts[Int(place.part)].shard.withLock { shard in
            let table = shard.identities
            let original = Array(table.original(index))
            let count = table.count(index)
            switch table.kind(index) {
            case .ips where table.value(index).count == 16 && table.key(index).count == 16:
                var value: [UInt8] = []
                WideAddress(bytes: table.value(index)).write(full: false, upper: false, to: &value)
                guard original.isEmpty else { return (original, value, count) }
                var short: [UInt8] = []
                WideAddress(bytes: table.key(index)).write(full: false, upper: false, to: &short)
                return (short, value, count)
            case .macs:
                let value = table.value(index).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
                let writing = IdentityWriting(bytes: original)
                return (original, writing.hardware(value, upper: writing.isUpper ?? false), count)
            default:
                return (original, Array(table.value(index)), count)
            }
        }
    }

    private func part(of address: UInt32) -> Part {
        // Addresses of a network share the blocks of their prefixes.
        parts[Int(truncatingIfNeeded: (UInt64(address >> 16) &* 0x9E37_79B9_7F4A_7C15) >> 60) % Self.partCount]
    }

    private func part(_ kind: PseudonymKind, _ key: [UInt8]) -> Part {
        parts[Int(IdentityTable.hash(kind, key) & 15)]
    }
}

extension PseudonymSession: IdentitySource {
    var isReversed: Bool { false }

    func replacement(of address: UInt32) -> UInt32? {
        part(of: address).shard.withLock { $0.replacement(of: address) }
    }

    func count(_ uses: UInt32, of address: UInt32) {
        part(of: address).shard.withLock { $0.count(uses, of: address) }
    }

    func replacement(of address: WideAddress, written: IdentityWriting) -> [UInt8]? {
        let key = address.bytes
        let value = part(.ips, key).shard.withLock { $0.replacement(of: address, key: key, written: written) }
        guard let value else { return nil }
        var text: [UInt8] = []
        value.write(full: written.isFull, upper: written.isUpper ?? false, to: &text)
        return text
    }

    func replacement(ofHardware address: UInt64, written: IdentityWriting) -> [UInt8]? {
        let key = (0..<6).map { UInt8(truncatingIfNeeded: address >> UInt64(40 - 8 * $0)) }
        let value = parts[0].shard.withLock { $0.replacement(ofHardware: address, key: key, written: written) }
        return written.hardware(value, upper: written.isUpper ?? false)
    }

    func replacement(ofHost name: [UInt8]) -> [UInt8]? {
        let small = name.map(\.lowered)
        let pseudonym = part(.hosts, small).shard.withLock {
            $0.replacement(.hosts, small, original: small) { names, _ in names.permuteHost(small) }
        }
        return pseudonym.map { IdentityWriting.copyShape(of: name, to: $0) }
    }

    func replacement(ofEmail name: [UInt8], separator: Int) -> [UInt8]? {
        let small = name.map(\.lowered)
        let pseudonym = part(.emails, small).shard.withLock {
            $0.replacement(.emails, small, original: small) { names, _ in
                names.permuteUser(small[..<separator]) + [0x40] + names.permuteHost(Array(small[(separator + 1)...]))
            }
        }
        return pseudonym.map { IdentityWriting.copyShape(of: name, to: $0) }
    }

    func replacement(ofZone octets: [UInt8], written: [UInt8]) -> [UInt8]? {
        let small = written.map(\.lowered)
        var address: UInt32 = 0
        for place in 0..<4 { address = address << 8 | (place < octets.count ? UInt32(octets[place]) : 0) }
        return part(.ips, small).shard.withLock {
            $0.replacement(.ips, small, original: small) { [address] _, permutation in
                guard let value = permutation.permute(address) else { return nil }
                let numbers = (0..<octets.count).map { String(value >> UInt32(24 - 8 * $0) & 255) }
                return Array((numbers.reversed().joined(separator: ".") + ".in-addr.arpa").utf8)
            }
        }
    }

    func count(_ uses: UInt32, ofEntry entry: Int) {
        self.uses.withLock { all in
            all[entry] = all[entry].addingReportingOverflow(uses).overflow ? .max : all[entry] + uses
        }
    }
}
