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
        var files: [Match] = []
        /// Places that could not be searched, and files of kinds that are not read.
        var problems: [(path: FilePath, error: AccessError)] = []
        /// Whether there were more files, or more problems, than allowed.
        var isCut = false

        /// The directory listed last: `**` looks at each twice, for its files and for its directories.
        fileprivate var last: (path: FilePath, entries: [DirectoryEntry])?

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

    func find(_ pattern: String, excluding exclude: [String] = [], maximum: Int) -> Findings {
        var findings = Findings()
        let components = pattern.split(separator: "/").map(String.init)
        search(components[...], in: "/", depth: 0, excluding: exclude, maximum: maximum, &findings)
        return findings
    }

    private func search(
        _ pattern: ArraySlice<String>,
        in directory: FilePath,
        depth: Int,
        excluding exclude: [String],
        maximum: Int,
        _ findings: inout Findings
    ) {
        guard let first = pattern.first, Interruption.signal == nil else { return }
        guard depth < Self.maximumDepth else {
            let error = SystemError(
                "search deeper than \(Self.maximumDepth) levels",
                directory,
                errno: .fileNameTooLong
            )
            findings.add(directory, .failed(error))
            return
        }
        let rest = pattern.dropFirst()
        if first == "**" {
            // `**` alone at the end means every file below.
            search(
                rest.isEmpty ? ["*"] : rest,
                in: directory,
                depth: depth,
                excluding: exclude,
                maximum: maximum,
                &findings
            )
            for entry in entries(of: directory, &findings) where entry.status.kind == .directory {
                let path = directory.appending(entry.name)
                guard !isExcluded(path, exclude) else { continue }
                search(pattern, in: path, depth: depth + 1, excluding: exclude, maximum: maximum, &findings)
            }
            return
        }
        guard NamePattern.isPattern(first.withoutEscapes) else {
            let path = directory.appending(first.unescaped)
            if rest.isEmpty {
                take(path, nil, excluding: exclude, maximum: maximum, isNamed: true, &findings)
            } else {
                search(rest, in: path, depth: depth + 1, excluding: exclude, maximum: maximum, &findings)
            }
            return
        }
        for entry in entries(of: directory, &findings) where NamePattern.matches(entry.name, pattern: first) {
            let path = directory.appending(entry.name)
            guard !isExcluded(path, exclude) else { continue }
            if rest.isEmpty {
                if entry.status.kind == .directory { continue }
                let status = entry.status.kind == .regular ? entry.status : nil
                take(path, status, excluding: exclude, maximum: maximum, isNamed: false, &findings)
            } else if entry.status.kind != .regular {
                search(rest, in: path, depth: depth + 1, excluding: exclude, maximum: maximum, &findings)
            }
        }
    }

    private func take(
        _ path: FilePath,
        _ known: FileStatus?,
        excluding exclude: [String],
        maximum: Int,
        isNamed: Bool,
        _ findings: inout Findings
    ) {
        guard !isExcluded(path, exclude) else { return }
        guard findings.files.count < maximum else {
            findings.isCut = true
            return
        }
        do throws(AccessError) {
            let status = if let known { known } else { try files.status(of: path) }
            switch status.kind {
            case .regular: findings.files.append(Match(path: path, status: status))
            case .directory: break
            case .link, .other: findings.add(path, .notARegularFile(path))
            }
        } catch {
            // A pattern that matched names a file that is there; a plain path that is not there simply has no match.
            if case .missing = error, isNamed { return }
            findings.add(path, error)
        }
    }

    private func entries(of directory: FilePath, _ findings: inout Findings) -> [DirectoryEntry] {
        if let last = findings.last, last.path == directory { return last.entries }
        do throws(AccessError) {
            let entries = try files.entries(of: directory)
            findings.last = (directory, entries)
            return entries
        } catch {
            switch error {
            case .missing: break
            case .failed(let error) where error.errno == .notDirectory: break
            default:
                // `**` looks at a directory twice, for its files and for its directories.
                if findings.problems.last?.path != directory { findings.add(directory, error) }
            }
            return []
        }
    }

    private func isExcluded(_ path: FilePath, _ patterns: [String]) -> Bool {
        guard let name = path.lastComponent else { return false }
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
