internal import Platform
internal import SystemPackage

/// Files that patterns found: there may be a hundred thousand, so that nothing is made anew for each that many have in
/// common.
extension Planner {
    /// The rules of the rows of one search, by whether the files are taken.
    struct FoundRules {
        var taken: UInt16?
        var left: UInt16?
    }

    /// Files by the time they were written, the newest first; those of one second stay in their order.
    func newestFirst(_ files: [UInt32]) -> [UInt32] {
        let times = files.enumerated().map { (modified: table.status($1).modified, place: $0) }
        return times.sorted { $0.modified == $1.modified ? $0.place < $1.place : $0.modified > $1.modified }
            .map { files[$0.place] }
    }

    /// Whether a path of the bundle is that of a file found.
    func isInUse(_ path: FilePath) -> Bool {
        guard !rows.isEmpty, let category = path.components.first else { return false }
        let source = FilePath(root: "/", path.components.dropFirst())
        return table.file(at: source).flatMap { table.category(of: $0) }?.rawValue == category.string
    }

    /// Plans a file that a pattern found.
    mutating func addFound(
        _ artifact: ArtifactProfile,
        _ file: UInt32,
        _ treatment: FileTreatment,
        _ known: inout FoundRules,
        mayBeOld: Bool
    ) {
        let marks = table.marks(file)
        guard !marks.contains(.hasRow) else { return }
        let isTrusted = treatment.namedBy.map { $0 == 0 || $0 == Accounts.effectiveUser } ?? true
        // What links lead to, what may not be read, and names of strangers are looked at one by one.
        guard marks.contains(.isOpen), isTrusted, table.folder(of: file).isNormal, rules.count < Int(UInt16.max) - 2,
            sources.isEmpty || !sources.contains(table.path(file))
        else { return addFile(artifact, table.path(file), treatment, note: nil, mayBeOld: mayBeOld) }
        let status = table.status(file)
        let reason = shortfall(of: [table.name(file)], status, artifact, mayBeOld: mayBeOld)
        let source = table.pathBytes(file)
        let place = PlannedFiles.place(of: source[...], artifact.category, isTaken: reason == nil)
        let isRenamed = place.count != source.count + artifact.category.rawValue.utf8.count
        guard !taken.contains(place), !isRenamed || !isInUse(FilePath(bytes: place)), !isLeftOut(file, place, reason)
        else {
            return addFile(artifact, table.path(file), treatment, note: nil, mayBeOld: mayBeOld)
        }
        if isRenamed { taken.insert(place) }
        table.mark(file, .hasRow)
        if !isRenamed { table.place(file, in: artifact.category) }
        var number: UInt32 = 0
        if let reason {
            if shortfalls.last != reason { shortfalls.append(reason) }
            number = UInt32(shortfalls.count)
        }
        entries.append(.file(UInt32(rows.count)))
        rows.append(
            PlannedFiles.Row(
                file: file,
                rule: rule(artifact, reason == nil ? treatment : nil, &known),
                shortfall: number
            )
        )
    }

    /// Why a file is not taken that could be had; nil when it is taken.
    ///
    /// - Parameters:
    ///   - names: its name, and where it is a link, that of what it leads to.
    ///   - status: its status.
    ///   - artifact: the artifact of the profile.
    ///   - mayBeOld: whether it is taken although it was written before the window.
    /// - Returns: the reason.
    func shortfall(
        of names: [ArraySlice<UInt8>],
        _ status: FileStatus,
        _ artifact: ArtifactProfile,
        mayBeOld: Bool
    ) -> PlannedArtifact.Shortfall? {
        if names.first.map(NeverCollected.isOwnFile) == true {
            return .init(.excluded, "a support bundle or request made earlier")
        }
        if names.contains(where: NeverCollected.isKeyFile) {
            return .init(.excluded, "a file of keys: never opened")
        }
        guard artifact.category == .logs, let since = options.window?.since, status.modified < since, !mayBeOld else {
            return nil
        }
        return .init(
            .excluded,
            "last written at \(Timestamp.text(status.modified)), before the incident window",
            remedy: options.window?.defaultLength == nil
                ? nil : "take it with --all-times, or with the window given by --since or --around"
        )
    }

    /// Whether a pattern of the operator leaves out a file that would be taken.
    private func isLeftOut(_ file: UInt32, _ place: [UInt8], _ reason: PlannedArtifact.Shortfall?) -> Bool {
        guard reason == nil, !(options.exclude.isEmpty && options.withheld.isEmpty) else { return false }
        let path = FilePath(bytes: place.drop { $0 != UInt8(ascii: "/") })
        guard let name = path.lastComponent else { return false }
        return (options.exclude + options.withheld).contains { PathPattern.matches(path, name: name, pattern: $0) }
    }

    private mutating func rule(
        _ artifact: ArtifactProfile,
        _ treatment: FileTreatment?,
        _ known: inout FoundRules
    ) -> UInt16 {
        if let number = treatment == nil ? known.left : known.taken { return number }
        let number = UInt16(rules.count)
        rules.append(
            PlannedFiles.Rule(
                id: artifact.id,
                category: artifact.category,
                collector: artifact.collector.name,
                isRequired: treatment != nil && artifact.isRequired,
                why: artifact.why,
                remedy: artifact.remedy,
                treatment: treatment
            )
        )
        if treatment == nil { known.left = number } else { known.taken = number }
        return number
    }
}
