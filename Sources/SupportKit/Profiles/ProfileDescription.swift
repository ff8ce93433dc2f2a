/// A profile for people and scripts: what is collected, whether it is required, and why the vendor needs it.
public struct ProfileDescription: Encodable, Sendable {
    private let id: String
    private let title: String
    private let summary: String
    private let origin: String
    private let vendor: String
    private let support: [String]
    private let processes: [String]
    private let layouts: [String]
    private let versionSources: [VersionRow]
    private let artifacts: [ArtifactRow]

    private struct VersionRow: Encodable {
        let component: String?
        let sources: [String]
    }

    private struct ArtifactRow: Encodable {
        let id: String
        let category: Category
        let collector: String
        let required: Bool
        let optional: Bool
        let why: String
        let from: [String]
        let profile: String
    }

    /// Describes a profile together with those it uses.
    public init(_ profile: Profile, shared: [Profile]) {
        id = profile.id
        title = profile.title
        summary = profile.summary
        origin = profile.origin
        vendor = profile.vendor.name
        support = profile.vendor.support
        processes = profile.installation.process?.executables ?? []
        layouts = profile.installation.layouts.map(\.home)
        versionSources = profile.versions.map { VersionRow(component: $0.component, sources: $0.sources.map(\.id)) }
        artifacts = ([profile] + shared).flatMap { profile in
            profile.artifacts.map { artifact in
                ArtifactRow(
                    id: artifact.id,
                    category: artifact.category,
                    collector: artifact.collector.name,
                    required: artifact.isRequired,
                    optional: artifact.isOptional,
                    why: artifact.why,
                    from: artifact.collector.places,
                    profile: profile.id
                )
            }
        }
    }

    /// The description as text.
    public var text: String {
        var rows = [["profile", "\(id) (\(origin))"], ["product", "\(title): \(summary)"]]
        if !vendor.isEmpty { rows.append(["vendor", vendor]) }
        if !support.isEmpty { rows.append(["requests go to", support.joined(separator: ", ")]) }
        if !processes.isEmpty { rows.append(["running server", "executable \(processes.joined(separator: " or "))"]) }
        if !layouts.isEmpty { rows.append(["usual places", layouts.joined(separator: ", ")]) }
        for version in versionSources {
            rows.append([
                version.component.map { "version of \($0)" } ?? "version", version.sources.joined(separator: "; "),
            ])
        }
        var text = TextTable.aligned(rows)
        for category in Category.allCases {
            let artifacts = artifacts.filter { $0.category == category }
            guard !artifacts.isEmpty else { continue }
            text += "\n\(category.rawValue)\n"
            for artifact in artifacts {
                let mark =
                    artifact.required
                    ? " (required)" : artifact.optional ? " (off; take it with --with \(artifact.id))" : ""
                text += "  \(artifact.id)\(mark): \(artifact.why)\n"
                for place in artifact.from { text += "      \(artifact.collector): \(place)\n" }
            }
        }
        return text
    }
}

extension CollectorProfile {
    /// Where the collector takes things from, for people.
    fileprivate var places: [String] {
        switch self {
        case .configuration: ["the configuration file and all it includes"]
        case .files(let files), .listing(let files): files.paths
        case .logs(let logs): ["\(logs.each): \(logs.path)"]
        case .journal(let journal): journal.isKernel ? ["kernel"] : journal.units + journal.identifiers
        case .sqlite(let database): database.paths
        case .command(let command): [command.run.joined(separator: " ")]
        case .http(let http): ["http://\(http.address)\(http.path)"]
        case .settings(let settings): ["\(settings.rows.count) settings, recommended in \(settings.source)"]
        case .process: ["/proc/PID"]
        }
    }
}
