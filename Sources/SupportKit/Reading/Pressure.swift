internal import Platform
internal import SystemPackage

/// What the kernel says of tasks that wait for something scarce (PSI, `/proc/pressure`).
struct Pressure: Equatable {
    /// What is scarce.
    enum Resource: String, CaseIterable {
        case cpu, io, memory

        /// The share of time, in percent, in which some task waited, above which the product is thought to suffer.
        var limit: Double {
            switch self {
            case .cpu: 40
            case .io: 20
            case .memory: 10
            }
        }
    }

    /// One resource's line `some`.
    struct Wait: Equatable {
        /// Percent of the last ten seconds.
        var recent: Double
        /// Microseconds since the host was started.
        var total: Int64
    }

    private let waits: [Resource: Wait]

    init(_ waits: [Resource: Wait]) {
        self.waits = waits
    }

    /// Reads the three files of a directory; nil where there are none, as on old kernels and in some containers.
    init?(directory: FilePath) {
        var waits: [Resource: Wait] = [:]
        for resource in Resource.allCases {
            let path = directory.appending(resource.rawValue)
            guard let bytes = try? FileHead.read(path, files: HostFileSystem(), count: 512) else { continue }
            waits[resource] = Self.wait(in: String(decoding: bytes, as: UTF8.self))
        }
        guard !waits.isEmpty else { return nil }
        self.waits = waits
    }

    /// Reads a line such as `some avg10=0.44 avg60=0.23 avg300=0.71 total=448936916`.
    static func wait(in text: String) -> Wait? {
        guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix("some ") }) else { return nil }
        var values: [Substring: Substring] = [:]
        for field in line.split(separator: " ") {
            let parts = field.split(separator: "=")
            if parts.count == 2 { values[parts[0]] = parts[1] }
        }
        guard let recent = values["avg10"].flatMap({ Double($0) }), let total = values["total"].flatMap({ Int64($0) })
        else { return nil }
        return Wait(recent: recent, total: total)
    }

    /// Whether a resource was scarce in the last ten seconds.
    var isHigh: Bool {
        waits.contains { $0.value.recent > $0.key.limit }
    }

    /// Whether a resource was scarce in the time between an earlier look and this one.
    func isHigh(since earlier: Pressure, in time: Duration) -> Bool {
        let microseconds = time / .microseconds(1)
        return waits.contains { resource, wait in
            guard let before = earlier.waits[resource], microseconds > 0 else { return false }
            return Double(wait.total - before.total) / microseconds * 100 > resource.limit
        }
    }
}
