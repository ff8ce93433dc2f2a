/// Finds the name somebody most likely meant.
public enum NearestName {
    /// The shortest word that counts as a part of another one: `phone` in `telephone`.
    private static let shortestPart = 4
    /// The most bytes of a name that is compared.
    private static let maximumBytes = 64

    /// The known name that is most like the given one, or nil if none is like it.
    ///
    /// Capitals, hyphens and underscores do not count, so that `still_happening` finds `stillHappening`; of a name with
    /// a dot the part behind it is compared as well.
    public static func of(_ name: String, among known: [String]) -> String? {
        let given = plain(name)
        guard !given.isEmpty, given.count <= maximumBytes else { return nil }
        let ranked = known.compactMap { candidate in
            [candidate, candidate.split(separator: ".").last.map(String.init) ?? candidate]
                .compactMap { distance(given, plain($0)) }
                .min()
                .map { (candidate, $0) }
        }
        return ranked.min { $0.1 < $1.1 }?.0
    }

    private static func plain(_ name: String) -> [UInt8] {
        name.lowercased().utf8.filter { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "_") && $0 != UInt8(ascii: " ") }
    }

    /// How far two names are apart; nil when they have nothing to do with each other.
    private static func distance(_ given: [UInt8], _ candidate: [UInt8]) -> Int? {
        let edits = edits(given, candidate)
        if edits <= max(1, min(given.count, candidate.count) / 3) { return edits }
        let (short, long) = given.count < candidate.count ? (given, candidate) : (candidate, given)
        guard short.count >= shortestPart, contains(long, short) else { return nil }
        return long.count - short.count
    }

    private static func contains(_ long: [UInt8], _ short: [UInt8]) -> Bool {
        (0...(long.count - short.count)).contains { long[$0...].starts(with: short) }
    }

    /// The number of bytes to insert, remove or replace (Levenshtein).
    private static func edits(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var previous = Array(0...right.count)
        for (row, byte) in left.enumerated() {
            var current = [row + 1]
            for (column, other) in right.enumerated() {
                current.append(
                    min(previous[column] + (byte == other ? 0 : 1), previous[column + 1] + 1, current[column] + 1)
                )
            }
            previous = current
        }
        return previous[right.count]
    }
}
