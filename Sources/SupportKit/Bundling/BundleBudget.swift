internal import Platform
internal import SystemPackage

/// Shares what a bundle may cost, in bytes or in time, among its artifacts.
///
/// What is small comes first and is taken whole. What is large is taken in the order of its value to the vendor: required
/// artifacts before others, and of one artifact's files those nearest to the incident first. No artifact of the profile
/// can use up what another one needs: each has a share, larger for required ones, and what one leaves goes to the others.
struct BundleBudget {
    /// A larger file, and everything whose size is not known, waits until the small ones are in.
    static let smallBelow: Int64 = 256 << 10
    private static let weightOfRequired = 3.0

    /// One artifact of the profile.
    private struct Group {
        var demand: Int64
        let weight: Double
        /// Files that were not taken yet.
        var waiting: Int
    }

    private var groups: [String: Group] = [:]
    private let estimates: [FilePath: Int64]

    /// Creates a budget for the large artifacts of a plan; `estimate` gives what each is thought to cost.
    init(_ artifacts: [PlannedArtifact], estimate: (PlannedArtifact) -> Int64) {
        var estimates: [FilePath: Int64] = [:]
        for artifact in artifacts where Self.isLarge(artifact) {
            let cost = estimate(artifact)
            estimates[artifact.path] = cost
            var group =
                groups[artifact.id]
                ?? Group(demand: 0, weight: artifact.isRequired ? Self.weightOfRequired : 1, waiting: 0)
            group.demand += cost
            group.waiting += 1
            groups[artifact.id] = group
        }
        self.estimates = estimates
    }

    /// Whether an artifact has to wait for the small ones.
    static func isLarge(_ artifact: PlannedArtifact) -> Bool {
        switch artifact.origin {
        case nil, .facts: false
        case .command: artifact.category == .logs
        case .database: true
        case .file: artifact.category != .configuration && (artifact.status?.size ?? 0) > smallBelow
        }
    }

    /// The order in which artifacts are taken when not all of them may fit.
    ///
    /// Configuration comes first, since it teaches secrets; then what is small, then what is large.
    static func ranked(_ artifacts: [PlannedArtifact], around incident: Int64) -> [PlannedArtifact] {
        func rank(_ artifact: PlannedArtifact) -> (Int, Int, Int64) {
            if artifact.category == .configuration, !isLarge(artifact) { return (0, 0, 0) }
            let step = isLarge(artifact) ? 2 : 1
            let distance = step == 2 ? artifact.status.map { abs($0.modified - incident) } ?? 0 : 0
            return (step, artifact.isRequired ? 0 : 1, distance)
        }
        return artifacts.map { (rank($0), $0) }.enumerated().sorted { left, right in
            let (first, second) = (left.element.0, right.element.0)
            return first == second ? left.offset < right.offset : first < second
        }.map(\.element.1)
    }

    /// What a large artifact may cost, when so much is left for all that have not been taken.
    func share(of artifact: PlannedArtifact, left: Int64) -> Int64 {
        guard let own = groups[artifact.id], left > 0 else { return max(left, 0) }
        // Who needs less than an equal share leaves the rest to the others.
        var left = Double(left)
        var open = groups.filter { $0.value.waiting > 0 }
        while !open.isEmpty {
            let total = open.values.reduce(0) { $0 + $1.weight }
            let modest = open.filter { Double($0.value.demand) <= left * $0.value.weight / total }
            if modest[artifact.id] != nil || modest.count == open.count { break }
            if modest.isEmpty { return Int64(left * own.weight / total) }
            for (name, group) in modest {
                left -= Double(group.demand)
                open[name] = nil
            }
        }
        // There is enough: what the others need stays for them, and an estimate may be wrong.
        let others = groups.filter { $0.key != artifact.id && $0.value.waiting > 0 }.values.reduce(0) { $0 + $1.demand }
        let total = open.values.reduce(0) { $0 + $1.weight }
        return Int64(max(left - Double(others), left * own.weight / max(total, own.weight)))
    }

    /// Notes that an artifact was taken, or given up.
    mutating func finish(_ artifact: PlannedArtifact) {
        guard let cost = estimates[artifact.path], var group = groups[artifact.id] else { return }
        group.demand -= cost
        group.waiting -= 1
        groups[artifact.id] = group
    }
}
