/// Words before an address that say what it is; each packed into eight bytes.
enum ContextWords {
    /// Names that versions follow.
    static let products = pack(
        """
        amps ampserve chrome chromium curl driver edg edge firefox firmware gcc glibc java jdk jre kernel linux mariadb
        mysql nginx openjdk openssh openssl opera opr oracle postgres python safari spark tomcat apache bios wget
        """
    )

    /// Words between `version` and its number.
    static let fillers = pack("is of no to number string server client now")

    /// Words that an address may follow behind `-` or `_`.
    static let addresses = pack(
        "ip ec2 addr address client dhcp dst from gw host local node peer pool remote server src static to"
    )

    private static func pack(_ words: String) -> [UInt64] {
        words.utf8.split { $0 == 0x20 || $0 == 0x0A }.map { NameDictionary.head($0) }
    }

    /// Whether the first eight bytes of a word are one of `words`.
    static func contain(_ words: [UInt64], _ bytes: Span<UInt8>, _ word: Range<Int>) -> Bool {
        var head: UInt64 = 0
        for offset in 0..<min(word.count, 8) {
            head |= UInt64(bytes[word.lowerBound + offset] | 0x20) << UInt64(8 * offset)
        }
        return words.contains(head)
    }
}
