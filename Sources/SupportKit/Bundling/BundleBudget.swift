internal import Platform
internal import SystemPackage

/// Shares what a bundle may cost, in bytes or in time, among its artifacts.
///
/// What is required comes first, the small before the large. No artifact of the profile can use up what another one needs:
/// each large one has a share, larger for required ones, and all that is small and not required has one together; what
/// one leaves goes to the others. Of one artifact's files those come first that were written in the window, and share what
/// there is: more for logs whose times are known, since they can be cut, and where there is too little for all, only for
/// those nearest to the moment; then the others, nearest to the window first.
struct BundleBudget {
    /// What is known of an artifact before it is taken.
    struct Demand {
        /// What it is thought to cost.
        var cost: Int64
        /// Seconds between the window and the time it was written in; nil for what is no log.
        var distance: Int64?
        /// Seconds between the moment everything is about and the time it was written in.
        var fromMoment: Int64 = 0
        /// Whether it is a log whose lines have times.
        var isDated = false
    }

    /// Bytes of a log in the bundle that still say something.
    static let leastStored: Int64 = 1_536
    private static let weightOfRequired = 8.0
    private static let weightOfDated = 4.0
    /// Configuration, then what is required, then the rest; of each, the small first.
    private enum Rank: Int {
        case configuration, small, large, optionalSmall, optionalLarge
    }

    /// What is shared as one: the files of a large artifact of the profile, or all that is small and not required.
    private struct Group {
        var demand: Int64 = 0
        var weight = 1.0
        /// Files that were not taken yet.
        var waiting = 0
        /// What those of them weigh that were written in the window.
        var near = 0.0
    }

    private static let small = ""

    private let smallBelow: Int64
    private let least: Int64
    private let demands: [FilePath: Demand]
    private var groups: [String: Group] = [:]

    /// Creates a budget.
    ///
    /// - Parameters:
    ///   - artifacts: what is to be taken.
    ///   - smallBelow: a larger file, and a log or database of unknown size, is shortened when there is no room for it.
    ///   - least: a share of less is not worth taking.
    ///   - demands: what is known of each artifact, in the same order.
    init(_ artifacts: [PlannedArtifact], smallBelow: Int64 = 256 << 10, least: Int64 = 0, demands: [Demand]) {
        self.smallBelow = smallBelow
        self.least = least
        self.demands = Dictionary(zip(artifacts.map(\.path), demands), uniquingKeysWith: { first, _ in first })
        for (artifact, demand) in zip(artifacts, demands) {
            guard let name = group(of: artifact) else { continue }
            var group = groups[name] ?? Group()
            if name != Self.small, artifact.isRequired { group.weight = Self.weightOfRequired }
            group.demand += demand.cost
            group.waiting += 1
            group.near += weight(of: artifact)
            groups[name] = group
        }
    }

    /// The largest file that is taken whole, for a bundle of at most so many bytes.
    static func smallBelow(inBundleOf bytes: Int64?) -> Int64 { min(256 << 10, max(4 << 10, (bytes ?? .max) / 64)) }

    /// Whether an artifact can be shortened, and waits for the small ones.
    func isLarge(_ artifact: PlannedArtifact) -> Bool {
        switch artifact.origin {
        case nil, .facts: false
        case .command: artifact.category == .logs
        case .database: true
        case .file: artifact.category != .configuration && (artifact.status?.size ?? 0) > smallBelow
        }
    }

    /// The order in which artifacts are taken when not all of them may fit.
    ///
    /// Configuration comes first, since it teaches secrets. Of the window's files those nearest to the moment come last,
    /// where they have what the others leave, unless time may run out before.
    func ranked(
        _ artifacts: [PlannedArtifact],
        around incident: Int64,
        nearestFirst: Bool = false
    ) -> [PlannedArtifact] {
        func key(_ artifact: PlannedArtifact) -> (Int, Int, Int64, Int64) {
            let isLarge = isLarge(artifact)
            guard isLarge else {
                let rank: Rank =
                    artifact.category == .configuration ? .configuration : artifact.isRequired ? .small : .optionalSmall
                return (rank.rawValue, 0, 0, 0)
            }
            let demand = demands[artifact.path]
            let distance = demand?.distance ?? artifact.status.map { abs($0.modified - incident) } ?? 0
            let fromMoment = demand?.fromMoment ?? 0
            let turn = nearestFirst ? fromMoment : -fromMoment
            let rank: Rank = artifact.isRequired ? .large : .optionalLarge
            // A log uses whatever room is left; a database comes in few sizes, and leaves what it cannot use.
            if case .database = artifact.origin { return (rank.rawValue, 0, distance, turn) }
            return (rank.rawValue, 1, distance, turn)
        }
        return artifacts.map { (key($0), $0) }.enumerated().sorted { left, right in
            let (first, second) = (left.element.0, right.element.0)
            return first == second ? left.offset < right.offset : first < second
        }.map(\.element.1)
    }

    /// What an artifact may cost, when so much is left for all that have not been taken.
    func share(of artifact: PlannedArtifact, left: Int64) -> Int64 {
        guard let name = group(of: artifact), let own = groups[name], left > 0 else { return max(left, 0) }
        let share = share(of: name, own, left: left)
        let weight = weight(of: artifact)
        guard weight > 0 else { return share }
        let part = Int64(Double(share) * weight / max(own.near, weight))
        // Too little for anything: it stays for those that are nearer to the moment.
        return part < least && own.near > weight ? 0 : part
    }

    /// Which part of all that is still needed an artifact needs.
    func portion(of artifact: PlannedArtifact) -> Double {
        let all = groups.values.reduce(0) { $0 + $1.demand }
        guard let cost = demands[artifact.path]?.cost, all > 0 else { return 1 }
        return Double(cost) / Double(all)
    }

    private func share(of name: String, _ own: Group, left: Int64) -> Int64 {
        // Who needs less than an equal share leaves the rest to the others.
        var left = Double(left)
        var open = groups.filter { $0.value.waiting > 0 }
        while !open.isEmpty {
            let total = open.values.reduce(0) { $0 + $1.weight }
            let modest = open.filter { Double($0.value.demand) <= left * $0.value.weight / total }
            if modest[name] != nil || modest.count == open.count { break }
            if modest.isEmpty { return Int64(left * own.weight / total) }
            for (name, group) in modest {
                left -= Double(group.demand)
                open[name] = nil
            }
        }
        // There is enough: what the others need stays for them, and an estimate may be wrong.
        let others = groups.filter { $0.key != name && $0.value.waiting > 0 }.values.reduce(0) { $0 + $1.demand }
        let total = open.values.reduce(0) { $0 + $1.weight }
        return Int64(max(left - Double(others), left * own.weight / max(total, own.weight)))
    }

    /// Notes that an artifact was taken, or given up.
    mutating func finish(_ artifact: PlannedArtifact) {
        guard let name = group(of: artifact), let demand = demands[artifact.path], var group = groups[name] else {
            return
        }
        group.demand -= demand.cost
        group.waiting -= 1
        group.near -= weight(of: artifact)
        groups[name] = group
    }

    /// With what an artifact shares; nil for what takes as much as it needs.
    private func group(of artifact: PlannedArtifact) -> String? {
        if isLarge(artifact) { return artifact.id }
        return artifact.isRequired || artifact.category == .configuration || artifact.origin == nil ? nil : Self.small
    }

    /// What a large log that was written in the window weighs among the files of its artifact; else 0.
    private func weight(of artifact: PlannedArtifact) -> Double {
        guard let demand = demands[artifact.path], demand.distance == 0, isLarge(artifact) else { return 0 }
        return demand.isDated ? Self.weightOfDated : 1
    }
}
