internal import Platform
internal import SystemPackage

/// Finds files by pattern without opening any: `*`, `?`, `[…]` within a name, `**` for directories of any depth.
struct FileFinder {
    /// A file that matches, with the status of what it leads to.
    struct Match {
        let path: FilePath
        let status: FileStatus
    }

    /// What a search came to.
    struct Findings {
        /// The files, each once.
        var files: [Match] = []
        /// Their numbers in the table.
        fileprivate(set) var found: [UInt32] = []
        /// Places that could not be searched, and files of kinds that are not read.
        var problems: [(path: FilePath, error: AccessError)] = []
        /// Whether there were more files, or more problems, than allowed.
        var isCut = false

        /// The directory listed last: `**` looks at each twice, for its files and for its directories.
        fileprivate var last: (path: FilePath, listing: DirectoryListing)?

        private static let maximumProblems = 1_000

        mutating func add(_ path: FilePath, _ error: AccessError) {
            guard problems.count < Self.maximumProblems else {
                isCut = true
                return
            }
            problems.append((path, error))
        }
    }

    let files: HostFileSystem
    private static let maximumDepth = 64

    /// Finds the files that match a pattern.
    func find(_ pattern: String, excluding exclude: [String] = [], maximum: Int) -> Findings {
        var table = FileTable()
        var findings = find(pattern, excluding: exclude, maximum: maximum, search: 1, in: &table)
        findings.files = findings.found.map { Match(path: table.path($0), status: table.status($0)) }
        return findings
    }

    /// Finds the files that match a pattern, and notes them in a table.
    ///
    /// - Parameters:
    ///   - pattern: the pattern, an absolute path.
    ///   - exclude: patterns of names and paths that are passed over.
    ///   - maximum: how many files are noted at most.
    ///   - number: the number of the search: what it has found before is passed over.
    ///   - table: where the files are noted.
    /// - Returns: the numbers of the files, and what could not be searched.
    func find(
        _ pattern: String,
        excluding exclude: [String],
        maximum: Int,
        search number: UInt16,
        in table: inout FileTable
    ) -> Findings {
        var run = Run(table: table, number: number, exclude: exclude, maximum: maximum)
        // It comes back; meanwhile it must have one owner only.
        table = FileTable()
        let components = pattern.split(separator: "/").map(String.init)
        search(components[...], in: "/", depth: 0, &run)
        table = run.table
        return run.findings
    }

    /// One search.
    private struct Run {
        var table: FileTable
        let number: UInt16
        let exclude: [String]
        let maximum: Int
        var findings = Findings()
    }

    private func search(_ pattern: ArraySlice<String>, in directory: FilePath, depth: Int, _ run: inout Run) {
        guard let first = pattern.first, Interruption.signal == nil else { return }
        guard depth < Self.maximumDepth else {
            let error = SystemError(
                "search deeper than \(Self.maximumDepth) levels",
                directory,
                errno: .fileNameTooLong
            )
            run.findings.add(directory, .failed(error))
            return
        }
        let rest = pattern.dropFirst()
        if first == "**" {
            // `**` alone at the end means every file below.
            search(rest.isEmpty ? ["*"] : rest, in: directory, depth: depth, &run)
            guard let listing = listing(of: directory, &run) else { return }
            for index in listing.indices where listing.status(index).kind == .directory {
                let path = directory.appending(listing.component(index))
                guard !isExcluded(path, run.exclude) else { continue }
                search(pattern, in: path, depth: depth + 1, &run)
            }
            return
        }
        guard NamePattern.isPattern(first.withoutEscapes) else {
            let path = directory.appending(first.unescaped)
            if rest.isEmpty {
                take(path, isNamed: true, &run)
            } else {
                search(rest, in: path, depth: depth + 1, &run)
            }
            return
        }
        guard let listing = listing(of: directory, &run) else { return }
        let folder = run.table.folder(directory)
        for index in listing.indices {
            let kind = listing.status(index).kind
            if rest.isEmpty, kind == .directory { continue }
            if first != "*", !NamePattern.matches(listing.component(index), pattern: first) { continue }
            if rest.isEmpty, kind == .regular, run.exclude.isEmpty {
                take(listing, index, in: folder, &run)
                continue
            }
            let path = directory.appending(listing.component(index))
            guard !isExcluded(path, run.exclude) else { continue }
            if !rest.isEmpty {
                if kind != .regular { search(rest, in: path, depth: depth + 1, &run) }
            } else if kind == .regular {
                take(listing, index, in: folder, &run)
            } else {
                take(path, isNamed: false, &run)
            }
        }
    }

    /// Takes a regular file of a directory.
    private func take(_ listing: DirectoryListing, _ index: Int, in folder: Int, _ run: inout Run) {
        guard run.findings.found.count < run.maximum else {
            run.findings.isCut = true
            return
        }
        let isOpen = listing.isDirect && listing.isReadable(index)
        let name = listing.name(index)
        if let file = run.table.add(name, in: folder, listing.status(index), isOpen: isOpen, search: run.number) {
            run.findings.found.append(file)
        }
    }

    /// Takes what a path leads to.
    private func take(_ path: FilePath, isNamed: Bool, _ run: inout Run) {
        guard !isExcluded(path, run.exclude) else { return }
        guard run.findings.found.count < run.maximum else {
            run.findings.isCut = true
            return
        }
        do throws(AccessError) {
            let status = try files.status(of: path)
            switch status.kind {
            case .regular:
                guard let name = path.lastComponent else { return }
                let folder = run.table.folder(path.removingLastComponent())
                let bytes = FilePath(root: nil, [name]).bytes[...]
                if let file = run.table.add(bytes, in: folder, status, isOpen: false, search: run.number) {
                    run.findings.found.append(file)
                }
            case .directory: break
            case .link, .other: run.findings.add(path, .notARegularFile(path))
            }
        } catch {
            // A pattern that matched names a file that is there; a plain path that is not there simply has no match.
            if case .missing = error, isNamed { return }
            run.findings.add(path, error)
        }
    }

    private func listing(of directory: FilePath, _ run: inout Run) -> DirectoryListing? {
        if let last = run.findings.last, last.path == directory { return last.listing }
        run.findings.last = nil
        do throws(AccessError) {
            let listing = try files.listing(of: directory)
            run.findings.last = (directory, listing)
            return listing
        } catch {
            switch error {
            case .missing: break
            case .failed(let error) where error.errno == .notDirectory: break
            default:
                // `**` looks at a directory twice, for its files and for its directories.
                if run.findings.problems.last?.path != directory { run.findings.add(directory, error) }
            }
            return nil
        }
    }

    private func isExcluded(_ path: FilePath, _ patterns: [String]) -> Bool {
        guard !patterns.isEmpty, let name = path.lastComponent else { return false }
        return patterns.contains { PathPattern.matches(path, name: name, pattern: $0) }
    }
}

extension String {
    /// The text with every escaped character taken out, to see whether wildcards remain.
    fileprivate var withoutEscapes: String {
        var text = ""
        var isEscaped = false
        for character in unicodeScalars {
            if isEscaped {
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else {
                text.unicodeScalars.append(character)
            }
        }
        return text
    }

    /// The text an escaped pattern stands for.
    fileprivate var unescaped: String {
        var text = ""
        var isEscaped = false
        for character in unicodeScalars {
            if character == "\\", !isEscaped {
                isEscaped = true
            } else {
                isEscaped = false
                text.unicodeScalars.append(character)
            }
        }
        return text
    }
}
