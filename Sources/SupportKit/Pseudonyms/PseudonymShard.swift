/// A share of the identities of a session, with what stands for them.
///
/// Bounded: what comes when it is full is computed again each time it is seen, and is missing in the map.
struct PseudonymShard {
    private(set) var addresses = AddressTable()
    private(set) var identities = IdentityTable()
    /// Whether something is missing in the map.
    private(set) var isFull = false

    private var permutation: AddressPermutation
    private let names: NamePermutation
    /// Pseudonyms of hardware addresses that are taken.
    private var hardware: Set<UInt64> = []

    private static let addressLimit = 100_000
    private static let byteLimit = 2 << 20

    init(key: CaseKey) {
        permutation = AddressPermutation(key: key)
        names = NamePermutation(key: key)
    }

    mutating func replacement(of address: UInt32) -> UInt32? {
        if let slot = addresses.find(address) { return addresses.value(at: slot) }
        guard let value = permutation.permute(address) else { return nil }
        if addresses.count < Self.addressLimit { addresses.insert(address, value: value) } else { isFull = true }
        return value
    }

    mutating func count(_ uses: UInt32, of address: UInt32) {
        if let slot = addresses.find(address) { addresses.add(uses, at: slot) }
    }

    /// The pseudonym of an IPv6 address.
    mutating func replacement(of address: WideAddress, key: [UInt8], written: IdentityWriting) -> WideAddress? {
        let hash = IdentityTable.hash(.ips, key)
        if let index = identities.find(.ips, key, hash: hash) {
            identities.use(index)
            return WideAddress(bytes: identities.value(index))
        }
        guard let value = permutation.permute(address) else { return nil }
        var short: [UInt8] = []
        address.write(full: false, upper: false, to: &short)
        let original = written.lowered
        insert(.ips, key, hash, value: value.bytes, original: original == short ? [] : original)
        return value
    }

    /// The pseudonym of a hardware address; all must be in one shard.
    mutating func replacement(ofHardware address: UInt64, key: [UInt8], written: IdentityWriting) -> UInt64 {
        let hash = IdentityTable.hash(.macs, key)
        if let index = identities.find(.macs, key, hash: hash) {
            identities.use(index)
            return identities.value(index).reduce(0) { $0 << 8 | UInt64($1) }
        }
        var attempt: UInt8 = 0
        var value = names.permuteHardware(address, attempt: attempt)
        while hardware.contains(value) || value == address, attempt < .max {
            attempt += 1
            value = names.permuteHardware(address, attempt: attempt)
        }
        let bytes = (0..<6).map { UInt8(truncatingIfNeeded: value >> UInt64(40 - 8 * $0)) }
        if insert(.macs, key, hash, value: bytes, original: written.bytes) { hardware.insert(value) }
        return value
    }

    /// The pseudonym of any other identity, made by `make` at the first time.
    mutating func replacement(
        _ kind: PseudonymKind,
        _ key: [UInt8],
        original: [UInt8],
        make: (NamePermutation, inout AddressPermutation) -> [UInt8]?
    ) -> [UInt8]? {
        let hash = IdentityTable.hash(kind, key)
        if let index = identities.find(kind, key, hash: hash) {
            identities.use(index)
            return Array(identities.value(index))
        }
        guard let value = make(names, &permutation) else { return nil }
        insert(kind, key, hash, value: value, original: original)
        return value
    }

    @discardableResult
    private mutating func insert(
        _ kind: PseudonymKind,
        _ key: [UInt8],
        _ hash: UInt32,
        value: [UInt8],
        original: [UInt8]
    ) -> Bool {
        guard identities.memory + key.count + value.count + original.count < Self.byteLimit else {
            isFull = true
            return false
        }
        identities.insert(kind, key, hash: hash, value: value, original: original)
        return true
    }
}
