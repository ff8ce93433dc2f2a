public import Platform
internal import SystemPackage

/// What changed on a host lately, as the host itself has noted it: offered to the person who is asked, never an answer.
public struct RecentChanges: Sendable {
    /// One change.
    struct Change: Equatable {
        let time: Int64
        let text: String
    }

    /// How far back is looked, in seconds: 14 days.
    public static let reach: Int64 = 14 * 86_400
    /// The most changes that are offered.
    public static let limit = 12
    private static let packageLogs: [(path: FilePath, form: PackageLog.Form)] = [
        ("/var/log/dpkg.log.1", .dpkg), ("/var/log/dpkg.log", .dpkg), ("/var/log/dnf.rpm.log", .dnf),
        ("/var/log/yum.log", .yum),
    ]
    private static let logBytes: Int64 = 1 << 20

    private let changes: [Change]
    private let zone: TimeZoneName

    /// Looks at the times of the plan's configuration files, at the package manager's log and at the last starts of
    /// host and server.
    ///
    /// - Parameters:
    ///   - plan: What would be collected; nil to look at the host alone.
    ///   - files: The host, or a copy of one.
    ///   - now: Seconds since 1970.
    ///   - zone: The zone of times that name none, in which all are shown.
    public init(plan: CollectionPlan?, files: HostFileSystem, now: Int64, zone: TimeZoneName = .host) {
        var changes: [Change] = []
        for artifact in plan?.artifacts ?? [] where artifact.category == .configuration {
            guard let status = artifact.status else { continue }
            changes.append(Change(time: status.modified, text: "configuration file \(artifact.source) changed"))
        }
        if let plan, let process = plan.installation.process, let started = process.started {
            changes.append(Change(time: started, text: "\(plan.profile.title) started"))
        }
        if !files.isCopy, let started = ProcessTable.hostStarted {
            changes.append(Change(time: started, text: "the host started"))
        }
        for log in Self.packageLogs {
            guard let text = Self.end(of: log.path, files) else { continue }
            changes += PackageLog.changes(in: text, log.form, now: now, zone: zone)
        }
        self.init(changes, now: now, zone: zone)
    }

    /// Takes the times of configuration files from the rows of a finished bundle.
    init(rows: [ArtifactRecord], now: Int64, zone: TimeZoneName = .host) {
        let changes = rows.compactMap { row -> Change? in
            guard row.category == Category.configuration.rawValue, let modified = row.modified,
                let time = try? TimeExpression.parse(modified, now: now, zone: .utc)
            else { return nil }
            return Change(time: time, text: "configuration file \(row.source) changed")
        }
        self.init(changes, now: now, zone: zone)
    }

    private init(_ changes: [Change], now: Int64, zone: TimeZoneName) {
        let recent = changes.filter { $0.time <= now && now - $0.time <= Self.reach }
        self.changes = Array(recent.sorted { ($0.time, $0.text) < ($1.time, $1.text) }.suffix(Self.limit))
        self.zone = zone
    }

    /// The changes, one line each, the latest last.
    ///
    /// - Parameter redact: Removes secrets, which names of files may hold.
    /// - Returns: The lines.
    public func lines(redact: (String) -> String = { $0 }) -> [String] {
        changes.map { change in
            HeaderText.sanitised("\(Timestamp.text(change.time, zone: zone)) \(redact(change.text))")
        }
    }

    private static func end(of path: FilePath, _ files: HostFileSystem) -> String? {
        do {
            let source = try FileSource.open(path, files: files, FileTreatment(maximumBytes: logBytes))
            var bytes: [UInt8] = []
            _ = try source.forEachChunk(stop: { nil }, { bytes.append(copying: $0) })
            return String(decoding: bytes, as: UTF8.self)
        } catch {
            // A host without this log, or a caller who may not read it.
            return nil
        }
    }
}
