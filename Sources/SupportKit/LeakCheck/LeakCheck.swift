public import Platform
public import SystemPackage

/// Reads a finished bundle back and looks for secrets in it, before the bundle gets its name.
///
/// The last net: it shares no code with the redactor, neither its search engine nor its parsers nor its rules, so that
/// a mistake there does not hide itself here. Its rules (``LeakRule``) are few and sure; beside them it searches every
/// value that was found to be secret during the run, in all ways in which programs write it.
///
/// Memory is constant: about 8 MiB, and some hundred bytes for each form of a known value.
public struct LeakCheck: Sendable {
    private let engine: LeakEngine
    private let findingLimit: Int

    /// Prepares a check.
    ///
    /// - Parameters:
    ///   - secrets: values that were found to be secret, as a program uses them, without escapes; only telling ones,
    ///     for wherever one stands the bundle is withheld. Those of fewer than four bytes are passed over.
    ///   - literals: texts that the user wants removed.
    ///   - findingLimit: the most findings listed; all are counted.
    /// - Throws: ``LeakCheckError/engine(_:)``.
    public init(secrets: [[UInt8]] = [], literals: [String] = [], findingLimit: Int = 20) throws(LeakCheckError) {
        var known = KnownForms()
        // First, so that a text that is both counts as the user's.
        for literal in literals { known.add(Array(literal.utf8), isLiteral: true) }
        for secret in secrets { known.add(secret, isLiteral: false) }
        engine = try LeakEngine(known: known)
        self.findingLimit = findingLimit
    }

    init(engine: LeakEngine, findingLimit: Int = 20) {
        self.engine = engine
        self.findingLimit = findingLimit
    }

    // MARK: - Bundles

    /// Reads a bundle from its first byte to its last: names and contents of all entries, the documents among them.
    ///
    /// - Parameters:
    ///   - bundle: a tar archive in gzip or zstd, open for reading and seekable. It stays the caller's; its offset is
    ///     moved.
    ///   - limits: what is accepted; the defaults take every bundle that supportkit makes.
    ///   - shouldStop: asked for every MiB.
    /// - Returns: what was found; without findings the bundle may be published.
    /// - Throws: ``LeakCheckError``: the bundle is then unchecked and must not be published.
    public func check(
        bundle: FileDescriptor,
        limits: ArchiveLimits = ArchiveLimits(),
        shouldStop: () -> Bool = { false }
    ) throws(LeakCheckError) -> LeakReport {
        do {
            try bundle.seek(offset: 0, from: .start)
        } catch {
            throw .system(error as? Errno ?? .ioError)
        }
        return try check(shouldStop: shouldStop) { () throws(ArchiveError) in
            try ArchiveReader.open(bundle, atOnce: true, limits: limits)
        }
    }

    /// Reads a bundle that is sealed while it has no name, and must not be plain on the disk even now.
    func check(
        _ bundle: borrowing BundleSpool,
        limits: ArchiveLimits = ArchiveLimits()
    ) throws(LeakCheckError) -> LeakReport {
        if let descriptor = bundle.descriptor { return try check(bundle: descriptor, limits: limits) }
        let source = bundle.source()
        return try check { () throws(ArchiveError) in try ArchiveReader.open(source, atOnce: true, limits: limits) }
    }

    private func check(
        shouldStop: () -> Bool = { false },
        open: () throws(ArchiveError) -> ArchiveReader
    ) throws(LeakCheckError) -> LeakReport {
        var scanner = try LeakScanner.make(engine)
        var report = LeakReport(limit: findingLimit)
        do {
            var reader = try open()
            while let entry = try reader.next() {
                report.entries += 1
                let name = Self.checkedName(entry.path, number: report.entries, &scanner, &report)
                guard entry.kind == .file || entry.kind == .directory else {
                    report.note(LeakFinding(entry: name, position: .whole, rule: LeakRule.strangeEntry.id))
                    continue
                }
                scanner.begin()
                try reader.forEachChunk { chunk in
                    if shouldStop() { throw LeakCheckError.interrupted }
                    report.bytes += Int64(chunk.count)
                    scanner.consume(chunk) { rule, position in
                        report.note(LeakFinding(entry: name, position: position, rule: rule))
                    }
                }
                scanner.finish { rule, position in
                    report.note(LeakFinding(entry: name, position: position, rule: rule))
                }
            }
            let end = try reader.finish()
            guard end.hasEndMark, !end.hasHiddenData, end.trailingBytes == 0 else { throw LeakCheckError.hiddenBytes }
            return report
        } catch let error as LeakCheckError {
            throw error
        } catch let error as ArchiveError {
            throw .archive(error)
        } catch {
            throw .engine("\(error)")
        }
    }

    /// Checks the name of an entry; what to call it in findings.
    private static func checkedName(
        _ path: [UInt8],
        number: Int,
        _ scanner: inout LeakScanner,
        _ report: inout LeakReport
    ) -> String {
        var rules: [String] = []
        scanner.begin()
        scanner.consume(path.span) { rule, _ in rules.append(rule) }
        scanner.finish { rule, _ in rules.append(rule) }
        guard !rules.isEmpty else { return TerminalText.escaped(path) }
        let name = "entry \(number)"
        for rule in rules { report.note(LeakFinding(entry: name, position: .name, rule: rule)) }
        return name
    }

    // MARK: - Texts

    /// Checks a text that does not stand in the bundle: the request, the e-mail draft.
    ///
    /// - Parameters:
    ///   - text: its bytes, any number.
    ///   - name: what to call it in findings; checked as well.
    /// - Returns: what was found, at most the limit; empty if nothing was.
    /// - Throws: ``LeakCheckError/engine(_:)``.
    public func check(text: Span<UInt8>, named name: String) throws(LeakCheckError) -> [LeakFinding] {
        var scanner = try LeakScanner.make(engine)
        var report = LeakReport(limit: findingLimit)
        let name = Self.checkedName(Array(name.utf8), number: 1, &scanner, &report)
        scanner.begin()
        scanner.consume(text) { rule, position in
            report.note(LeakFinding(entry: name, position: position, rule: rule))
        }
        scanner.finish { rule, position in
            report.note(LeakFinding(entry: name, position: position, rule: rule))
        }
        return report.findings
    }
}
