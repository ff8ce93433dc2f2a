internal import Platform
internal import SystemPackage

/// Since when each log of a plan was written, as far as the names and times of the files tell.
struct LogSpans {
    /// Seconds by which the first and the last change of a log that was not copied are apart.
    private static let least: Int64 = 60

    private var starts: [FilePath: Int64] = [:]

    init(_ artifacts: [PlannedArtifact], zone: TimeZoneName) {
        var series: [[UInt8]: [(path: FilePath, status: FileStatus)]] = [:]
        for artifact in artifacts {
            guard let status = artifact.status, let name = artifact.path.lastComponent else { continue }
            if case .database = artifact.origin, let created = status.created, Self.tells(created, status) {
                starts[artifact.path] = created
            }
            guard artifact.category == .logs else { continue }
            let key =
                artifact.path.removingLastComponent().bytes + [0] + LogSeries.key(of: FilePath(root: nil, [name]).bytes)
            series[key, default: []].append((artifact.path, status))
        }
        for files in series.values { note(files.sorted { $0.status.modified < $1.status.modified }, zone) }
    }

    /// When the first record of a file was written, in seconds since 1970; nil when that cannot be told.
    func start(of artifact: PlannedArtifact) -> Int64? { starts[artifact.path] }

    /// Notes the files of one log, the oldest first: each begins where the one before it ends, or when it was made.
    private mutating func note(_ files: [(path: FilePath, status: FileStatus)], _ zone: TimeZoneName) {
        var previous: Int64?
        var bytes: Int64 = 0
        var seconds: Int64 = 0
        for (path, status) in files {
            let known = [previous, status.created, Self.day(in: path, zone)].compactMap(\.self)
            if let start = known.filter({ Self.tells($0, status) }).max() {
                starts[path] = start
                bytes += status.size
                seconds += status.modified - start
            }
            previous = status.modified
        }
        guard bytes > 0, seconds > 0 else { return }
        // What is not known of one file is as it was with the others.
        for (path, status) in files where starts[path] == nil {
            let length = Double(status.size) * Double(seconds) / Double(bytes)
            starts[path] = status.modified - Int64(min(length, 1e9)) - Self.least
        }
    }

    private static func tells(_ start: Int64, _ status: FileStatus) -> Bool { status.modified - start >= least }

    /// The beginning of the day that a file name names, as `20261121` or `2026-11-21`.
    private static func day(in path: FilePath, _ zone: TimeZoneName) -> Int64? {
        let bytes = path.lastComponent.map { FilePath(root: nil, [$0]).bytes } ?? []
        for start in bytes.indices where start == 0 || !StampReader.isDigit(bytes[start - 1]) {
            let digits = bytes[start...].prefix(10).filter { $0 != UInt8(ascii: "-") }.prefix {
                StampReader.isDigit($0)
            }
            guard digits.count >= 8, digits.first == UInt8(ascii: "2") else { continue }
            let numbers = digits.prefix(8).map { Int($0 - UInt8(ascii: "0")) }
            let day = CivilTime(
                year: numbers[..<4].reduce(0) { $0 * 10 + $1 },
                month: numbers[4] * 10 + numbers[5],
                day: numbers[6] * 10 + numbers[7],
                hour: 0,
                minute: 0,
                second: 0
            )
            guard day.isValid else { continue }
            return day.secondsSince1970 - Int64(zone.offset(at: day.secondsSince1970))
        }
        return nil
    }
}
