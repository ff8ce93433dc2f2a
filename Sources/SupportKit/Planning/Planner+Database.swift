internal import Platform
internal import SystemPackage

/// Databases.
extension Planner {
    mutating func planDatabase(_ artifact: ArtifactProfile, _ collector: DatabaseCollector) {
        if let problem = installation.configuration.problem {
            add(
                artifact,
                named: artifact.id,
                source: shown(collector.paths),
                shortfall: .init(
                    .missing,
                    "where the database is stands in the configuration: \(problem)",
                    remedy: Self.configRemedy
                )
            )
            return
        }
        let values: [String]
        switch expandAll(collector.paths, isPattern: false) {
        case .success(let found): values = found
        case .failure(let unknown):
            // A setting that is absent has the product's default, which the profile describes.
            guard collector.memoryValue != nil, installation.configuration.root != nil else {
                add(
                    artifact,
                    named: artifact.id,
                    source: shown(collector.paths),
                    shortfall: missing(unknown)
                )
                return
            }
            values = [collector.memoryValue ?? ""]
        }
        for value in values {
            if value == collector.memoryValue {
                add(
                    artifact,
                    named: artifact.id,
                    source: value,
                    shortfall: .init(.missing, collector.memoryReason ?? "kept in memory only", remedy: artifact.remedy)
                )
                continue
            }
            let path = absolute(value)
            do throws(AccessError) {
                let status = try files.status(of: path, namedBy: installation.namer)
                guard status.kind == .regular else { throw .notARegularFile(path) }
                guard status.size <= collector.maximumBytes.bytes else {
                    add(
                        artifact,
                        at: path,
                        source: path.displayText,
                        shortfall: .init(
                            .overBudget,
                            "\(ByteCount(status.size)) is more than the profile's \(collector.maximumBytes)"
                        )
                    )
                    continue
                }
                guard try files.isReadable(path) else { throw .denied(path, obstacle: path, status) }
                var window: SQLiteWindow?
                if let times = collector.times, let incident = options.window {
                    window = SQLiteWindow(times: times, incident: incident)
                }
                let note =
                    "larger than \(ByteCount(SQLiteWindow.wholeBelow)): cut to the window and "
                    + "\(SQLiteWindow.margin / 60) minutes around it; tables without times are whole"
                add(
                    artifact,
                    at: path,
                    source: path.displayText,
                    origin: .database(
                        path,
                        timeout: collector.timeout,
                        namedBy: installation.namer,
                        window: window
                    ),
                    status: status,
                    note: window?.cuts(status.size) ?? false ? note : nil
                )
            } catch {
                add(artifact, at: path, source: path.displayText, shortfall: shortfall(error, artifact))
            }
        }
    }
}
