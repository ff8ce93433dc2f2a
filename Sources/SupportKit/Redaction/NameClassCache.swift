/// What names say, remembered by their hashes: logs hold the same few names again and again.
struct NameClassCache {
    private struct Entry {
        var hash: UInt64 = 0
        var keyClass = KeyClass.none
    }

    private let classifier: KeyClassifier
    /// Empty before the first name: most short texts have none.
    private var entries: [Entry] = []
    private var name: [UInt8] = []

    private static let limit = 512

    init(classifier: KeyClassifier) {
        self.classifier = classifier
    }

    /// The class of the name `range`; one that is too long to be classified is none.
    ///
    /// Digits only separate the words of a name: `session-1` and `session-77` are one name here.
    mutating func keyClass(_ bytes: Span<UInt8>, _ range: Range<Int>) -> KeyClass {
        guard !range.isEmpty, range.count <= 160 else { return .none }
        if entries.isEmpty { entries = Array(repeating: Entry(), count: Self.limit) }
        var hash = WordHash()
        var previous: UInt8 = 0
        for index in range {
            let byte = bytes[index]
            let sign = byte.isDigit ? 0x30 : byte
            if sign != 0x30 || previous != 0x30 { hash.add(sign) }
            previous = sign
        }
        let slot = Int(truncatingIfNeeded: hash.value ^ hash.value >> 20) & (Self.limit - 1)
        if entries[slot].hash == hash.value { return entries[slot].keyClass }
        name.removeAll(keepingCapacity: true)
        for index in range { name.append(bytes[index]) }
        let keyClass = classifier.classify(name, 0..<name.count)
        entries[slot] = Entry(hash: hash.value, keyClass: keyClass)
        return keyClass
    }
}
