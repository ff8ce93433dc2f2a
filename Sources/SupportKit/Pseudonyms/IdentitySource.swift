/// What an ``IdentityScanner`` asks for what stands in place of an identity: pseudonyms, or the way back.
protocol IdentitySource: Sendable {
    /// What can be found; asked once.
    var kinds: Set<PseudonymKind> { get }
    /// The names that are looked for.
    var dictionary: NameDictionary { get }
    /// Whether pseudonyms are turned back: then only what is known exactly is replaced.
    var isReversed: Bool { get }

    /// What stands for an address, or nil to leave it.
    func replacement(of address: UInt32) -> UInt32?
    /// Counts uses of an address that was asked for before.
    func count(_ uses: UInt32, of address: UInt32)
    /// What is written for an address, or nil to leave it.
    func replacement(of address: WideAddress, written: IdentityWriting) -> [UInt8]?
    /// What is written for a hardware address, or nil to leave it.
    func replacement(ofHardware address: UInt64, written: IdentityWriting) -> [UInt8]?
    /// What is written for a name below a known domain, or nil to leave it.
    func replacement(ofHost name: [UInt8]) -> [UInt8]?
    /// What is written for an e-mail address, or nil to leave it; `separator` is the place of the `@`.
    func replacement(ofEmail name: [UInt8], separator: Int) -> [UInt8]?
    /// What is written for the first octets of an address, in reverse order and with the domain `in-addr.arpa`.
    func replacement(ofZone octets: [UInt8], written: [UInt8]) -> [UInt8]?
    /// Counts uses of an entry of the dictionary.
    func count(_ uses: UInt32, ofEntry entry: Int)
}
