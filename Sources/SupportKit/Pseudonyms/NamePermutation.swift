/// Gives names pseudonyms of the same shape: letters become letters, digits digits, everything else stays.
///
/// A Feistel network over the letters and digits of the name, as in format-preserving encryption (NIST SP 800-38G), so
/// that two names of a shape never have the same pseudonym, and two shapes never meet.
struct NamePermutation: Sendable {
    private let key: CaseKey
    private static let rounds: UInt8 = 6

    init(key: CaseKey) {
        self.key = key
    }

    /// The pseudonym of one label of a host's name, or of a whole user name.
    ///
    /// - Parameters:
    ///   - label: ASCII letters must be small.
    ///   - tweak: separates what may share a text and still have different pseudonyms.
    /// - Returns: as many bytes.
    func permute(_ label: some Collection<UInt8>, tweak: UInt8) -> [UInt8] {
        var result = Array(label)
        let places = result.indices.filter { result[$0].isAlphanumeric }
        guard !places.isEmpty else { return result }
        var shape: [UInt8] = [UInt8(ascii: "n"), tweak, 0]
        for byte in result {
            shape.append(byte.isDigit ? 0x30 : byte.isLetter ? 0x61 : byte == 0x2D || byte == 0x5F ? 0x2E : byte)
        }
        shape.append(0)
        let middle = places.count / 2
        for round in 0..<Self.rounds {
            let isEven = round & 1 == 0
            let source = isEven ? places[middle...] : places[..<middle]
            let target = isEven ? places[..<middle] : places[middle...]
            guard !target.isEmpty else { continue }
            shape[2] = round
            var block: KeyedBlock?
            for (index, place) in target.enumerated() {
                if index & 15 == 0 {
                    block = key.block(shape + source.map { result[$0] } + [UInt8(truncatingIfNeeded: index >> 4)])
                }
                let (base, radix) = result[place].isDigit ? (0x30, 10) : (0x61, 26)
                result[place] = UInt8((Int(result[place]) - base + (block?.short(index & 15) ?? 0)) % radix + base)
            }
        }
        return result
    }

    /// The pseudonym of one label of a host's name.
    func permuteLabel(_ label: some Collection<UInt8>) -> [UInt8] {
        permute(label, tweak: 0x68)
    }

    /// The pseudonym of a host's name: label by label, so that a host has the same short name with and without its
    /// domain; the last of several labels, `com` or `internal`, stays.
    func permuteHost(_ name: [UInt8]) -> [UInt8] {
        permuteHost(name) { permuteLabel($0) }
    }

    /// The same with the pseudonyms of the labels as `permuteLabel` knows them.
    func permuteHost(_ name: [UInt8], permuteLabel: (ArraySlice<UInt8>) -> [UInt8]) -> [UInt8] {
        let labels = name.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        var result: [UInt8] = []
        result.reserveCapacity(name.count)
        for (index, label) in labels.enumerated() {
            if index > 0 { result.append(UInt8(ascii: ".")) }
            let isTop = labels.count > 1 && index == labels.count - 1 && !label.contains { $0.isDigit }
            if isTop { result.append(contentsOf: label) } else { result.append(contentsOf: permuteLabel(label)) }
        }
        return result
    }

    /// The pseudonym of a user's name, or of what stands before the `@` of an e-mail address.
    func permuteUser(_ name: some Collection<UInt8>) -> [UInt8] {
        permute(name, tweak: 0x75)
    }

    /// Five bytes for a hardware address; `attempt` counts up when they are taken.
    func permuteHardware(_ address: UInt64, attempt: UInt8) -> UInt64 {
        var message = [UInt8(ascii: "m"), attempt]
        for shift in 0..<6 { message.append(UInt8(truncatingIfNeeded: address >> UInt64(8 * shift))) }
        return 0x02 << 40 | key.block(message).words.0 >> 24
    }
}
