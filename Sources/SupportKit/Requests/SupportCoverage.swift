internal import Platform
public import SystemPackage

/// What the contract with a vendor says: when somebody answers, and what the team does until then.
public struct SupportCoverage: Sendable, Equatable {
    static let keys =
        CoverageHours.settingsKeys + [
            "holidays", "level", "levels", "telephone", "upload", "escalation", "fallback", "outside", "application",
        ]
    private static let maximumBytes = 1 << 16

    /// The hours of the contract.
    public let hours: CoverageHours
    /// The hours in which the team's own application runs, where the file says so.
    public let application: CoverageHours?
    /// Days without cover, counted from 1970-01-01.
    let holidays: Set<Int>
    /// The name of the level that was bought.
    public let level: String?
    /// What each level promises, in the order of the file.
    public let levels: [(name: String, promise: String)]
    /// The vendor's telephone number.
    public let telephone: String?
    /// Where bundles go that are too large for e-mail.
    public let upload: String?
    /// Whom to turn to when the answer does not come.
    public let escalation: String?
    /// What the team does until the vendor answers.
    public let fallback: String?
    /// What happens to requests outside the hours, in the contract's words.
    public let outside: String?
    /// The file it was read from.
    public let origin: String

    /// Reads a coverage file.
    ///
    /// - Parameters:
    ///   - text: YAML with the keys of this type; see the documentation of profiles.
    ///   - file: Its name, for errors.
    /// - Throws: `ProfileError` with file and line.
    public init(yaml text: String, file: String) throws(ProfileError) {
        try self.init(settings: SettingsNode(yaml: text, file: file, keys: Self.keys))
    }

    /// Reads a section of a profile or the root of a coverage file.
    init(settings node: SettingsNode) throws(ProfileError) {
        hours = try CoverageHours(settings: node)
        application = try node.node("application", keys: CoverageHours.settingsKeys).map { node throws(ProfileError) in
            try CoverageHours(settings: node)
        }
        var holidays: Set<Int> = []
        for text in try node.strings("holidays") {
            guard let days = Self.days(text) else {
                throw node.error(at: "holidays", "'\(text)' is not a date; write 2026-12-25 or 2026-12-24..2027-01-01")
            }
            holidays.formUnion(days)
        }
        self.holidays = holidays
        levels = try node.dictionary("levels").map { ($0.key, $0.values.joined(separator: "; ")) }
        level = try node.string("level")
        telephone = try node.string("telephone")
        upload = try node.string("upload")
        escalation = try node.string("escalation")
        fallback = try node.string("fallback")
        outside = try node.string("outside")
        origin = node.file
        if let level, !levels.isEmpty, !levels.contains(where: { $0.name == level }) {
            throw node.error(
                at: "level",
                "there is no level '\(level)'; there are: \(levels.map(\.name).joined(separator: ", "))"
            )
        }
    }

    /// Finds the coverage of a product: `coverage-PRODUCT.yml`, then `coverage.yml`; the user's file, then the host's.
    ///
    /// - Parameters:
    ///   - product: The product's id.
    ///   - home: The user's home directory; nil when there is none.
    ///   - host: The host's directory.
    /// - Returns: The first one there is, or nil.
    /// - Throws: `ProfileError` with file and line when that cannot be used.
    public static func find(
        product: String,
        home: FilePath?,
        host: FilePath = "/etc/supportkit"
    ) throws(ProfileError) -> SupportCoverage? {
        let isPlain = product.utf8.allSatisfy { $0.isAlphanumeric || $0 == UInt8(ascii: "-") }
        let names = (isPlain && !product.isEmpty ? ["coverage-\(product).yml"] : []) + ["coverage.yml"]
        for directory in [home?.appending(".config/supportkit"), host].compactMap(\.self) {
            for path in names.map({ directory.appending($0) }) where UnpublishedFile.exists(path) {
                return try SupportCoverage(
                    yaml: UserFile.text(of: path, maximumBytes: maximumBytes),
                    file: path.displayText
                )
            }
        }
        return nil
    }

    /// `upload` as it may stand in a message: the query of an address can be a signature.
    public var statedUpload: String? {
        upload.map { BundleUpload.isPlace($0) ? String($0.prefix { $0 != "?" }) : $0 }
    }

    /// Whether two contracts say the same.
    public static func == (left: SupportCoverage, right: SupportCoverage) -> Bool {
        left.hours == right.hours && left.application == right.application && left.holidays == right.holidays
            && left.level == right.level && left.levels.elementsEqual(right.levels, by: ==)
            && left.telephone == right.telephone && left.upload == right.upload
            && left.escalation == right.escalation && left.fallback == right.fallback
            && left.outside == right.outside && left.origin == right.origin
    }

    /// `2026-12-25`, or `2026-12-24..2027-01-01` with both ends.
    private static func days(_ text: String) -> ClosedRange<Int>? {
        let ends = text.split(separator: "..").map { day($0) }
        guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1], first <= last,
            last - first < 366
        else { return nil }
        return first...last
    }

    private static func day(_ text: Substring) -> Int? {
        let parts = text.split(separator: "-").map { Int($0) }
        guard parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2],
            (1970...9999).contains(year)
        else { return nil }
        let civil = CivilTime(year: year, month: month, day: day, hour: 0, minute: 0, second: 0)
        return civil.isValid ? Int(civil.secondsSince1970 / 86_400) : nil
    }
}
