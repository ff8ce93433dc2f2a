/// The logs of package managers: what was installed, upgraded and removed, and when.
enum PackageLog {
    /// Whose log it is.
    enum Form {
        /// `2026-11-20 03:10:11 upgrade libc6:amd64 2.36-9 2.36-10`
        case dpkg
        /// `2026-11-20T03:10:11+0100 SUBDEBUG Upgraded: openssl-3.0.7-27.el9.x86_64`
        case dnf
        /// `Nov 20 03:10:11 Updated: openssl-1.0.2k-26.el7_9.x86_64`
        case yum
    }

    /// The most packages named of one action.
    static let shownPackages = 4
    /// Actions as near as this belong together, in seconds: 15 minutes.
    private static let run: Int64 = 900

    /// Reads the changes, one for each action of a run of the package manager.
    ///
    /// - Parameters:
    ///   - text: The log.
    ///   - form: Whose it is.
    ///   - now: Seconds since 1970; gives the year where the log has none.
    ///   - zone: The zone of times that name none.
    /// - Returns: The changes, in the order of the log.
    static func changes(in text: String, _ form: Form, now: Int64, zone: TimeZoneName) -> [RecentChanges.Change] {
        var groups: [(time: Int64, verb: String, packages: [String])] = []
        for line in text.split(whereSeparator: \.isNewline) {
            let words = line.split(separator: " ")
            guard let entry = entry(words, form, now: now, zone: zone), now - entry.time <= RecentChanges.reach else {
                continue
            }
            if let place = groups.lastIndex(where: { $0.verb == entry.verb }), entry.time - groups[place].time < run {
                groups[place].packages.append(entry.package)
            } else {
                groups.append((entry.time, entry.verb, [entry.package]))
            }
        }
        return groups.map { group in
            let rest = group.packages.count - shownPackages
            let names = group.packages.prefix(shownPackages).joined(separator: ", ")
            let count = "\(group.packages.count) \(group.packages.count == 1 ? "package" : "packages")"
            return RecentChanges.Change(
                time: group.time,
                text: "\(count) \(group.verb): \(names)" + (rest > 0 ? " and \(rest) more" : "")
            )
        }
    }

    private static func entry(
        _ words: [Substring],
        _ form: Form,
        now: Int64,
        zone: TimeZoneName
    ) -> (time: Int64, verb: String, package: String)? {
        switch form {
        case .dpkg:
            guard words.count == 6, let verb = verbs[words[2]], let time = time("\(words[0]) \(words[1])", now, zone)
            else { return nil }
            let package = words[3].prefix { $0 != ":" }
            switch verb {
            case "upgraded": return (time, verb, "\(package) \(words[4]) to \(words[5])")
            case "installed": return (time, verb, "\(package) \(words[5])")
            default: return (time, verb, "\(package) \(words[4])")
            }
        case .dnf:
            guard words.count == 4, let verb = verbs[words[2]], let time = time(String(words[0]), now, zone) else {
                return nil
            }
            return (time, verb, String(words[3]))
        case .yum:
            guard words.count == 5, let verb = verbs[words[3]] else { return nil }
            let line = words.prefix(3).joined(separator: " ") + " "
            guard let stamp = RecordTimeShape.syslog.stamp(in: line.utf8.span, from: 0, to: line.utf8.count) else {
                return nil
            }
            var clock = RecordClock(offsets: ZoneOffsets(zone, around: now), modified: now)
            return clock.time(of: stamp).map { ($0.earliest / RecordWindow.second, verb, String(words[4])) }
        }
    }

    private static let verbs: [Substring: String] = [
        "install": "installed", "upgrade": "upgraded", "remove": "removed", "purge": "removed",
        "Installed:": "installed", "Upgraded:": "upgraded", "Upgrade:": "upgraded", "Updated:": "upgraded",
        "Downgraded:": "downgraded", "Erased:": "removed", "Removed:": "removed",
    ]

    private static func time(_ text: String, _ now: Int64, _ zone: TimeZoneName) -> Int64? {
        try? TimeExpression.parse(text, now: now, zone: zone)
    }
}
