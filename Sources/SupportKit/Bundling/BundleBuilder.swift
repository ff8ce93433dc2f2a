internal import Platform
internal import SystemPackage

/// Carries out a plan: reads every artifact once, redacts it in the stream, and writes the bundle.
///
/// One task runs the plan in order and owns the writer. What goes wrong with an artifact is its outcome; only what goes
/// wrong with the bundle itself ends the run.
struct BundleBuilder: ~Copyable {
    let plan: CollectionPlan
    let files: HostFileSystem
    let options: CollectionOptions
    let session: RedactionSession
    /// For bytes whose texts were redacted one by one: snapshots of databases, and our own JSON documents.
    private let passage: RedactionSession
    private let observe: (BundleEvent) -> Void
    private let clock = ContinuousClock()
    private let started: ContinuousClock.Instant
    let manners: ReadingManners

    private var writer: BundleWriter
    var records = ArtifactRecords()
    /// The names of the artifact at hand without secrets.
    let texts: ShownTexts
    /// Why artifacts are wanted, by the place of the first that is stored for that reason.
    var whys = FirstReasons()
    var redactions: [FileRedactions] = []
    var queryAnswers: [String: String] = [:]
    var deviations: [RequestFacts.Deviation] = []
    var crashes: [String] = []
    var digest: LogDigest?
    private var isSpaceUsedUp = false
    /// Where each artifact stands in the plan when that is carried out in another order.
    private var places: [FilePath: Int] = [:]
    /// How what is allowed is shared; nil when the bundle may be as large as it comes out.
    var budget: BundleBudget?
    /// The same for what can be read in the time allowed.
    var timeBudget: BundleBudget?
    /// What was read so far, and how long that took.
    var pace = (bytes: Int64(0), time: Duration.zero)
    /// When the reading of one artifact has to end, counted from the beginning.
    var entryDeadline: Duration?
    /// Bytes kept for the documents at the end.
    let reserved: Int64
    /// The most bytes of the entry that is being written.
    var entryLimit: Int64?
    /// What the entry came to that was too large.
    var overrun: Overrun?

    /// Bytes of the bundle so far.
    var written: Int64 { writer.count }

    /// Waits for what is being compressed, so that ``written`` says all of it.
    mutating func settle() throws(BundleError) { try writer.settle() }

    /// Bytes of the bundle when what the writer still holds is in it.
    mutating func sizeWithHeld() throws(BundleError) -> Int64 { try writer.countWithHeld() }

    /// What the bundle came to, before it has its name.
    struct Result {
        let header: ManifestHeader
        let artifacts: ArtifactRecords
        let facts: RequestFacts
        let notes: [String]
    }

    init(
        plan: CollectionPlan,
        files: HostFileSystem,
        options: CollectionOptions,
        session: RedactionSession,
        writer: consuming BundleWriter,
        spare: Int64 = 0,
        observe: @escaping (BundleEvent) -> Void
    ) throws(RedactionError) {
        passage = try RedactionSession(configuration: RedactionConfiguration(isEnabled: false))
        // They are an estimate: half as much again is kept, and what is still missing shows when the bundle is complete.
        let doubt = min(plan.documentBytes / 2, (options.maximumSize ?? .max) / 20)
        reserved = plan.documentBytes + doubt + spare
        if options.maximumSize != nil || options.deadline != nil {
            let demands = Self.demands(of: plan, files: files, now: options.created)
            let smallBelow = BundleBudget.smallBelow(inBundleOf: options.maximumSize)
            let budget = BundleBudget(
                plan.artifacts,
                smallBelow: smallBelow,
                least: BundleBudget.leastStored,
                demands: demands.map(\.size)
            )
            timeBudget = BundleBudget(plan.artifacts, smallBelow: smallBelow, demands: demands.map(\.time))
            let ranked = budget.ranked(
                plan.artifacts,
                around: plan.incident(now: options.created),
                nearestFirst: options.deadline != nil
            )
            self.budget = budget
            self.plan = plan.ordered(ranked)
            places = Dictionary(
                plan.artifacts.enumerated().map { ($1.path, $0) },
                uniquingKeysWith: { first, _ in first }
            )
        } else {
            self.plan = plan
        }
        self.files = files
        self.options = options
        self.session = session
        texts = ShownTexts(session: session)
        self.writer = writer
        self.observe = observe
        started = clock.now
        manners = ReadingManners(
            bytesPerSecond: options.bytesPerSecond,
            yields: options.yieldsToPressure,
            deadline: options.deadline
        )
        let around = plan.window?.since ?? plan.window?.until ?? options.created
        digest = LogDigest(plan.events, zone: plan.window?.zone ?? options.zone, around: around)
    }

    /// Collects everything and writes the closing documents.
    ///
    /// - Parameters:
    ///   - name: the bundle's names.
    ///   - makeRequest: makes the text of the request from the facts.
    /// - Returns: what the bundle came to.
    /// - Throws: ``BundleError``, and what `makeRequest` throws.
    mutating func build(
        name: BundleName,
        makeRequest: (RequestFacts) throws -> String
    ) async throws -> Result {
        for (index, artifact) in plan.artifacts.enumerated() {
            observe(.began(index: index, count: plan.artifacts.count, source: texts.redact(artifact.source)))
            let record = try await collect(artifact)
            records.append(record)
            whys.note(artifact, record, place: budget == nil ? index : places[artifact.path] ?? index)
            observe(.ended(record))
        }
        // The manifest keeps the order of the plan, whatever was taken first.
        if budget != nil {
            records = ArtifactRecords(
                zip(plan.artifacts, records).sorted { places[$0.0.path] ?? 0 < places[$1.0.path] ?? 0 }.map(\.1)
            )
        }
        ThisProcess.releaseMemory()
        let versions = await probeVersions()
        var notes = plan.notes + versions.subjects.compactMap(\.disagreement)
        if let signal = Interruption.signal {
            notes.append("the collection was interrupted by signal \(signal): what came after is missing")
        }
        if records.storedCount == 0, records.count > 0 {
            notes.append("nothing was taken: manifest.json says of each artifact why")
        }
        notes = notes.map { session.redact($0) }
        let header = manifestHeader(versions)
        let facts = requestFacts(name: name, versions: versions, outcome: header.outcome)
        let artifacts = records

        let document = BundleReadme(header: header, artifacts: artifacts, name: name, notes: notes, whys: whys.byPath)
        // Every text in the two JSON documents was redacted on its own: a rule's name such as `password` is no key here.
        try storeDocument("README.txt", Array(document.text.utf8), .text)
        try storeDocument("request.txt", Array(try makeRequest(facts).utf8), .text)
        let redactionsDocument = RedactionsDocument(enabled: options.isRedacted, files: redactions)
        try storeDocument(RedactionsDocument.fileName, try StableJSON.encode(redactionsDocument), .snapshot)
        // The longest one is made as it is written.
        _ = try write(FilePath(Manifest.fileName), modified: options.created, .text, .snapshot) { push in
            try ManifestCoding.encode(header, artifacts: artifacts) { try push($0.span) }
            return .whole
        }
        return Result(header: header, artifacts: artifacts, facts: facts, notes: notes)
    }

    /// Closes the archive.
    consuming func finish() throws(BundleError) -> BundleSpool {
        try writer.finish()
    }

    // MARK: - Artifacts

    private mutating func collect(_ artifact: PlannedArtifact) async throws(BundleError) -> ArtifactRecord {
        var record = self.record(for: artifact)
        guard let origin = artifact.origin else {
            let shortfall = artifact.shortfall
            record.outcome = shortfall?.outcome ?? .failed
            record.reason = [shortfall?.reason, shortfall?.remedy].compactMap(\.self).joined(separator: "; ")
            return redacted(record)
        }
        if let signal = Interruption.signal {
            record.outcome = .failed
            record.reason = "not collected: interrupted by signal \(signal)"
            return redacted(record)
        }
        if remaining == .zero {
            record.outcome = .overBudget
            record.reason = "not collected: the time allowed by --deadline was used up"
            return redacted(record)
        }
        if isSpaceUsedUp {
            record.outcome = .overBudget
            record.reason = "not collected: the disk of the bundle has no room left beside the product's reserve"
            return redacted(record)
        }
        let begin = clock.now
        try await gatherWithinBudget(artifact, origin, &record)
        if !options.isReproducible { record.milliseconds = Int((clock.now - begin).inMilliseconds) }
        // The profile knows what to do about what cannot be had, not about what there was no room or no time for.
        let isHalf = if case .file = origin { record.outcome == .partial } else { false }
        if record.outcome.isShortfall, record.outcome != .overBudget, !isHalf, let remedy = artifact.remedy {
            record.remark(remedy)
        }
        if let note = artifact.note {
            record.remark(note)
        }
        return redacted(record)
    }

    /// Takes an artifact from where it comes from.
    mutating func gather(
        _ artifact: PlannedArtifact,
        _ origin: Origin,
        _ record: inout ArtifactRecord
    ) async throws(BundleError) {
        switch origin {
        case .file(let path, let treatment):
            try collectFile(artifact, path, treatment, &record)
        case .database(let path, let timeout, let namer, let window):
            try collectDatabase(artifact, path, timeout, namedBy: namer, window, &record)
        case .command(let command):
            try await collectCommand(artifact, command, &record)
        case .facts(let sheet):
            try collectFacts(artifact, sheet, &record)
        }
    }

    private mutating func collectFile(
        _ artifact: PlannedArtifact,
        _ path: FilePath,
        _ treatment: FileTreatment,
        _ record: inout ArtifactRecord
    ) throws(BundleError) {
        do {
            let source = try FileSource.open(path, files: files, treatment, manners: manners)
            try collect(source, artifact, path, treatment, &record)
            if let planned = artifact.status, planned.inode != source.status.inode {
                let text =
                    "replaced since the plan was made, as rotation does: what it held before has another name now"
                record.remark(text)
            }
        } catch let error as BundleError {
            throw error
        } catch {
            record.outcome = outcome(of: error)
            record.reason = "\(error)"
        }
    }

    private mutating func collect(
        _ source: borrowing FileSource,
        _ artifact: PlannedArtifact,
        _ path: FilePath,
        _ treatment: FileTreatment,
        _ record: inout ArtifactRecord
    ) throws(BundleError) {
        describe(source.status, &record)
        let stop = stop
        let head = source.head
        let kind = ContentKind(head: head)
        if kind == .text, let cut = cut(for: artifact, source, treatment) {
            return try storeRecords(of: source, cut, artifact, path, treatment, &record)
        }
        switch kind {
        case .empty:
            try store(artifact, .text, .text, &record) { _ in .whole }
            if record.isStored { record.outcome = .empty }
        case .text:
            var filter = RecordFilter(texts: treatment.omit, startsInside: source.isCut && !treatment.omit.isEmpty)
            var guarded = BinaryGuard(head: head)
            let lastBytes = options.deadline != nil && artifact.category == .logs ? Self.lastBytes : 0
            try store(artifact, Grammar.recognise(name: path.displayText, head: head.span), .text, &record) { push in
                let outcome = try source.forEachChunk(
                    lastBytes: { guarded.shortfall == nil ? lastBytes : 0 },
                    stop: { guarded.shortfall ?? stop() }
                ) { chunk in
                    _ = try guarded.consume(chunk) { try filter.consume($0, into: push) }
                }
                try filter.finish(into: push)
                return Reading(bytes: outcome.bytes, shortfall: guarded.shortfall ?? outcome.shortfall)
            }
            note(filter.omitted, &record)
            describeUncut(artifact, &record)
        case .compressed:
            try storeCompressed(artifact, path, source, treatment, &record)
        case .database:
            try collectDatabase(artifact, path, .seconds(300), namedBy: treatment.namedBy, nil, &record)
        case .binary where options.pseudonyms != nil && treatment.takesBinary:
            record.outcome = .excluded
            record.reason = "a binary file: the names in it cannot be replaced, so it is not taken with --pseudonyms"
        case .binary where treatment.takesBinary:
            // Secrets that stand in it as text are overwritten in place, so that the file keeps its structure.
            try store(artifact, .text, .binary, &record) { push in
                let outcome = try source.forEachChunk(stop: stop, push)
                return Reading(bytes: outcome.bytes, shortfall: outcome.shortfall)
            }
        case .binary:
            record.outcome = .excluded
            record.reason = "a binary file: what cannot be redacted is not taken"
        }
    }

    private mutating func storeCompressed(
        _ artifact: PlannedArtifact,
        _ path: FilePath,
        _ source: borrowing FileSource,
        _ treatment: FileTreatment,
        _ record: inout ArtifactRecord
    ) throws(BundleError) {
        let plainName = CompressedName.withoutSuffix(path).map { FilePath(root: nil, [$0]) } ?? path
        let stop = stop
        let limits = DecompressionLimits(maximumBytes: treatment.maximumBytes)
        // The first plain bytes decide: a compressed archive or program is as binary as an open one.
        let head: [UInt8]
        do { head = try FileHead.read(path, files: files, count: RecordTimeFormat.headSize) } catch {
            record.outcome = .failed
            record.reason = "\(error)"
            return
        }
        guard ContentKind(head: head) == .text || head.isEmpty else {
            record.outcome = .excluded
            record.reason = "holds a binary file: what cannot be redacted is not taken"
            return
        }
        // The server itself may be writing this file; that its end is missing is then no damage.
        let isBeingWritten = plan.installation.process?.started.map { source.status.modified >= $0 } ?? false
        var note: String?
        let manners = manners
        let descriptor = source.descriptor
        var guarded = BinaryGuard(head: head)
        var filter = RecordFilter(texts: treatment.omit)
        // Text shrinks to a tenth or less, so this one is as small as a plain log that is taken whole.
        let isWhole = plan.window?.defaultLength != nil && source.status.size <= DefaultWindow.wholeBelow / 16
        let window = budgetWindow(treatment)
        if !isWhole, let cut = cut(for: artifact, head: head.span, modified: source.status.modified, treatment, window)
        {
            return try storeRecords(
                of: source,
                compressedAs: plainName,
                cut,
                head,
                artifact,
                treatment,
                isBeingWritten: isBeingWritten,
                &record
            )
        }
        try store(artifact, Grammar.recognise(name: plainName.displayText, head: head.span), .text, &record) { push in
            var decompressor = try Decompressor.open(descriptor, limits: limits)
            var taken: Int64 = 0
            do {
                while try decompressor.readChunk({ chunk in
                    _ = try guarded.consume(chunk) { try filter.consume($0, into: push) }
                }) {
                    manners.took(decompressor.compressedBytes - taken)
                    taken = decompressor.compressedBytes
                    if let reason = guarded.shortfall ?? stop() {
                        return Reading(bytes: decompressor.compressedBytes, shortfall: reason)
                    }
                }
            } catch let error as ArchiveError where error.code == .truncated && isBeingWritten {
                note = "still being written: its last compressed piece is not in the file yet"
            } catch let error as ArchiveError {
                return Reading(
                    bytes: decompressor.compressedBytes,
                    shortfall: "\(error); what was readable before is here"
                )
            }
            try filter.finish(into: push)
            return Reading(bytes: decompressor.compressedBytes, shortfall: guarded.shortfall)
        }
        record.sourceBytes = source.status.size
        record.reason = record.reason ?? note
        self.note(filter.omitted, &record)
    }

    func note(_ omitted: Int, _ record: inout ArtifactRecord) {
        guard omitted > 0 else { return }
        let text = "\(omitted) records with message data were cut; --with \(PlanOptions.messageData) keeps them"
        record.remark(text)
    }

    private mutating func collectDatabase(
        _ artifact: PlannedArtifact,
        _ path: FilePath,
        _ timeout: Duration,
        namedBy namer: UInt32?,
        _ window: SQLiteWindow?,
        _ record: inout ArtifactRecord,
        mayReadInPlace: Bool = true
    ) throws(BundleError) {
        let file: OpenedFile
        do {
            file = try files.open(path, namedBy: namer)
        } catch {
            record.outcome = outcome(of: error)
            record.reason = "\(error)"
            return
        }
        describe(file.status, &record)
        let size = file.status.size
        let window = window.flatMap { $0.cuts(size) ? $0 : nil }
        // A snapshot and its redacted form are anonymous files beside the bundle, as large as the database each, or as what
        // is taken of it.
        let free = ThisProcess.freeSpace(at: scratchDirectory)
        var wasWritten = false
        do {
            let (session, manners) = (session, manners)
            let snapshot = try SQLiteSnapshot.take(
                of: SQLiteSource(database: file.descriptor, path: realPath(path)),
                scratch: scratchDirectory,
                deadline: min(timeout, remaining ?? timeout),
                window: window,
                room: free.map { max(0, $0 - options.reserve) },
                silence: mayReadInPlace ? SQLiteSnapshot.silence : nil,
                isSealed: !options.recipients.isEmpty,
                redaction: options.isRedacted ? DatabaseRedactor(session).redaction : nil
            )
            if snapshot.form == .database { ask(snapshot, for: artifact) }
            let sourceBytes = file.status.size
            if snapshot.form == .raw(.notADatabase) {
                record.outcome = .failed
                record.reason = "\(SQLiteSnapshot.RawReason.notADatabase): left out"
                return
            }
            if case .raw(let reason) = snapshot.form {
                guard !options.isRedacted, options.pseudonyms == nil else {
                    // Only its texts tell which of them are secrets, and nobody can read these.
                    record.outcome = .failed
                    record.reason = "\(reason): left out, because what cannot be redacted is not taken"
                    return
                }
                try store(artifact, .text, .binary, &record) { push in
                    try snapshot.forEachUnredactedChunk(push)
                    return Reading(bytes: sourceBytes, shortfall: "\(reason): taken as it is")
                }
                return
            }
            try store(artifact, .text, .snapshot, &record) { push in
                do {
                    try snapshot.forEachChunk { chunk in
                        try push(chunk)
                        // The product's file was read in one go, so that no lock is held while we wait; it is paid for now.
                        manners.took(Int64(chunk.count))
                        manners.giveWay()
                    }
                } catch let error as SQLiteSnapshotError {
                    if case .changed = error { wasWritten = true }
                    throw error
                }
                return Reading(bytes: sourceBytes, shortfall: nil)
            }
            // A snapshot in place reads it until here.
            withExtendedLifetime(file) {}
            if wasWritten {
                return try collectDatabase(
                    artifact,
                    path,
                    timeout,
                    namedBy: namer,
                    window,
                    &record,
                    mayReadInPlace: false
                )
            }
            describe(snapshot.extract, window, &record)
            record.redactions += snapshot.changedValues
            if snapshot.changedValues > 0 {
                addRedactions(RedactionTally(hits: ["sqlite-text": snapshot.changedValues]), to: record.path)
            }
            if case .notChecked(let reason) = snapshot.integrity {
                record.remark("integrity not checked: \(reason)")
            }
        } catch let error as BundleError {
            throw error
        } catch SQLiteSnapshotError.sqlite(_, _, code: SQLiteSnapshotError.full) {
            record.outcome = .overBudget
            record.reason =
                "what is wanted of it does not fit on the disk: choose a shorter window, or another --output"
        } catch {
            record.reason = "\(error)"
            guard case SQLiteSnapshotError.tooLarge = error else {
                record.outcome = outcome(of: error)
                return
            }
            record.outcome = .overBudget
            if window == nil, let free {
                record.reason =
                    "a snapshot needs twice \(ByteCount(file.status.size)) for a moment, and \(ByteCount(free)) are free"
            }
        }
    }

    /// Puts the profile's questions about versions to the database while its snapshot is at hand.
    private mutating func ask(_ snapshot: borrowing SQLiteSnapshot, for artifact: PlannedArtifact) {
        for version in plan.profile.versions {
            for source in version.sources where source.kind == .sqlite && source.artifact == artifact.id {
                guard let sql = source.query else { continue }
                let answer: SQLiteRows?
                do { answer = try snapshot.rows(of: SQLiteQuery(sql: sql, maximumRows: 1)) } catch { answer = nil }
                queryAnswers[source.id] = answer?.rows.first?.first.flatMap(\.self)
            }
        }
    }

    /// SQLite looks for its log files beside the real name, not beside a link.
    private func realPath(_ path: FilePath) -> FilePath {
        let real = (try? files.realPath(of: path)) ?? path
        return files.isCopy ? files.root.pushing(FilePath(root: nil, real.components)) : real
    }

    private mutating func collectCommand(
        _ artifact: PlannedArtifact,
        _ command: PlannedCommand,
        _ record: inout ArtifactRecord
    ) async throws(BundleError) {
        var command = command
        command.timeout = min(command.timeout, remaining ?? command.timeout)
        let result = await CommandRunner().run(command)
        let problem = result.problem(answers: command.answers, timeout: command.timeout)
        if case .notStarted(let reason) = result.ending {
            record.outcome = .failed
            record.reason = "'\(command.line)' could not be started: \(reason)"
            return
        }
        let errors = result.errors.isEmpty ? [] : Array("\n--- standard error\n".utf8) + result.errors
        if result.output.isEmpty, let problem {
            let said = String(lossless: Array(result.errors.prefix(300))).split(whereSeparator: \.isNewline).joined(
                separator: " / "
            )
            let isRefused = artifact.collector == "http" && (said.contains(" 401") || said.contains(" 403"))
            record.outcome = result.ending == .timedOut ? .timedOut : isRefused ? .denied : .failed
            record.reason =
                "'\(command.line)' \(problem): \(said)"
            return
        }
        let bytes = result.output + errors
        let grammar = Grammar.recognise(name: artifact.path.displayText, head: bytes.span.extracting(first: 8_192))
        try store(artifact, grammar, .text, &record) { push in
            try push(bytes.span)
            return Reading(bytes: Int64(bytes.count), shortfall: problem.map { "'\(command.line)' \($0)" })
        }
        if bytes.isEmpty { record.outcome = .empty }
    }

    private mutating func collectFacts(
        _ artifact: PlannedArtifact,
        _ sheet: FactSheet,
        _ record: inout ArtifactRecord
    ) throws(BundleError) {
        let writer = FactWriter(files: files)
        let bytes = Array(writer.text(of: sheet).utf8)
        switch sheet {
        case .settings(let collector, let process):
            deviations += writer.deviations(collector, process: process).map {
                RequestFacts.Deviation(setting: $0.title, observed: $0.observed, recommended: $0.recommended)
            }
        case .listing(let patterns, let maximum):
            crashes += writer.listed(patterns, maximum).map(\.displayText).filter { !crashes.contains($0) }
        case .process: break
        }
        try store(artifact, .text, .text, &record) { push in
            try push(bytes.span)
            return Reading(bytes: Int64(bytes.count), shortfall: nil)
        }
    }

    // MARK: - Storing

    /// How bytes are redacted.
    enum Treatment {
        /// Secrets are replaced by labels.
        case text
        /// Secrets are overwritten in place, so that a binary file keeps its structure.
        case binary
        /// Nothing is left to do: every text was redacted on its own when the bytes were made.
        case snapshot
    }

    struct Reading {
        var bytes: Int64 = 0
        var shortfall: String?
        static let whole = Reading()
    }

    /// Streams an artifact through a redactor into the bundle.
    ///
    /// If anything but the bundle fails, no entry remains.
    ///
    mutating func store(
        _ artifact: PlannedArtifact,
        _ grammar: Grammar,
        _ treatment: Treatment,
        _ record: inout ArtifactRecord,
        _ produce: ((Span<UInt8>) throws -> Void) throws -> Reading
    ) throws(BundleError) {
        let modified = artifact.status?.modified ?? (options.isReproducible ? options.created : ThisProcess.now)
        do {
            let isLog = treatment == .text && (artifact.category == .logs || artifact.collector == "journal")
            let digestBefore = digest
            var isKept = false
            // What is taken again, with less of it, must not count twice.
            defer { if isLog, !isKept { digest = digestBefore } }
            if isLog { digest?.begin(record.path, modified: modified, times: artifact.treatment?.times) }
            let (reading, entry, tally) = try write(
                entryPath(artifact),
                modified: modified,
                grammar,
                treatment,
                isLog: isLog,
                produce
            )
            if isLog { digest?.end() }
            isKept = true
            record.bytes = entry.bytes
            record.sha256 = entry.sha256
            record.sourceBytes = record.sourceBytes ?? reading.bytes
            record.redactions = tally.total
            record.outcome = reading.shortfall == nil ? .collected : .partial
            record.reason = reading.shortfall
            if tally.maskedLines > 0 {
                let text = "\(tally.maskedLines) lines were masked whole because a rule failed on them"
                record.remark(text)
            }
            if tally.total > 0 { addRedactions(tally, to: record.path) }
        } catch BundleError.noSpace(_, let needed, let free) {
            // What is in the bundle is worth more than this artifact.
            try writer.abandon()
            isSpaceUsedUp = true
            record.outcome = .overBudget
            record.reason = "left out: \(free) are free on the disk, and \(needed) must stay free for the product"
        } catch let error as BundleError {
            throw error
        } catch is Overrun {
            try writer.abandon()
            record.outcome = .overBudget
        } catch {
            try writer.abandon()
            record.outcome = outcome(of: error)
            record.reason = "left out: \(error)"
        }
    }

    mutating func write(
        _ path: FilePath,
        modified: Int64,
        _ grammar: Grammar,
        _ treatment: Treatment,
        isLog: Bool = false,
        _ produce: ((Span<UInt8>) throws -> Void) throws -> Reading
    ) throws -> (Reading, BundleWriter.Entry, RedactionTally) {
        writer.begin(path, modified: modified)
        var redactor =
            switch treatment {
            case .text: session.makeRedactor(grammar: grammar)
            case .binary: session.makeRedactor(grammar: grammar, preservingLength: true)
            case .snapshot: passage.makeRedactor(grammar: grammar)
            }
        var sinceEvent: Int64 = 0
        var content: Int64 = 0
        let start = written
        let begin = clock.now
        let reading = try produce { chunk in
            try redactor.consume(chunk) { bytes in
                if isLog { bytes.withSpan { digest?.consume($0) } }
                try writer.append(bytes)
            }
            content += Int64(chunk.count)
            try checkLimit(start: start, content: content, isEnd: false)
            sinceEvent += Int64(chunk.count)
            if sinceEvent >= 4 << 20 {
                observe(.read(bytes: sinceEvent))
                sinceEvent = 0
            }
        }
        observe(.read(bytes: sinceEvent))
        let tally = try redactor.finish { bytes in
            if isLog { bytes.withSpan { digest?.consume($0) } }
            try writer.append(bytes)
        }
        pace = (pace.bytes + content, pace.time + (clock.now - begin))
        try checkLimit(start: start, content: content, isEnd: true)
        return (reading, try writer.end(), tally)
    }

    private mutating func storeDocument(_ name: String, _ bytes: [UInt8], _ treatment: Treatment) throws {
        _ = try write(
            FilePath(name),
            modified: options.created,
            .text,
            treatment
        ) { push in
            try push(bytes.span)
            return .whole
        }
    }

    mutating func addRedactions(_ tally: RedactionTally, to path: String) {
        var rules = tally.hits
        if tally.maskedLines > 0 { rules[RedactionTally.maskedLineRule] = tally.maskedLines }
        if let last = redactions.indices.last, redactions[last].path == path {
            redactions[last].rules.merge(rules, uniquingKeysWith: +)
        } else {
            let places = tally.places.isEmpty ? nil : tally.places
            redactions.append(FileRedactions(path: path, rules: rules, places: places))
        }
    }

    /// The artifact's path in the bundle, without the secrets that file names may hold.
    private func entryPath(_ artifact: PlannedArtifact) -> FilePath {
        let text = artifact.path.displayText
        let redacted = texts.redact(text)
        return redacted == text ? artifact.path : FilePath(redacted)
    }

    // MARK: - Limits of the run

    /// What is left of the time allowed for the whole run; nil for no limit.
    var remaining: Duration? {
        options.deadline.map { max(.zero, $0 - elapsed) }
    }

    /// Time since the beginning.
    var elapsed: Duration { clock.now - started }

    /// Asked while a file is read: why the reading must end now, or nil.
    var stop: () -> String? {
        let (clock, started, deadline, manners) = (clock, started, entryDeadline ?? options.deadline, manners)
        return {
            manners.giveWay()
            if Interruption.signal != nil { return "interrupted" }
            guard let deadline, clock.now - started >= deadline else { return nil }
            return "the time allowed by --deadline was used up"
        }
    }

    // MARK: - Records

    private func record(for artifact: PlannedArtifact) -> ArtifactRecord {
        var record = ArtifactRecord(
            path: entryPath(artifact).displayText,
            source: artifact.source,
            category: artifact.category.rawValue,
            collector: artifact.collector,
            required: artifact.isRequired,
            outcome: .collected
        )
        if let status = artifact.status { describe(status, &record) }
        return record
    }

    private func describe(_ status: FileStatus, _ record: inout ArtifactRecord) {
        record.sourceBytes = status.size > 0 ? status.size : nil
        record.mode = ArtifactRecord.modeText(status.permissions)
        record.owner = status.ownerText
        record.modified = Timestamp.text(status.modified)
    }

    /// A manifest is read by strangers: sources and reasons go through the redactor like everything else.
    ///
    /// The path was redacted when the entry was named, and must stay what the entry is named.
    func redacted(_ record: ArtifactRecord) -> ArtifactRecord {
        var record = record
        record.source = texts.redact(record.source)
        record.reason = record.reason.flatMap { $0.isEmpty ? nil : session.redact($0) }
        return record
    }

    var effectiveOptions: [String: ManifestOption] {
        let session = session
        var effective = options.effective
        let yielded = Int64(manners.yielded.inMilliseconds)
        if yielded > 0, !options.isReproducible { effective[ManifestHeader.yieldedOption] = .number(yielded) }
        return effective.mapValues { option in
            switch option {
            case .text(let text): .text(session.redact(text))
            case .list(let texts): .list(texts.map { session.redact($0) })
            case .number, .flag, .none: option
            }
        }
    }

    private func outcome(of error: any Error) -> ArtifactOutcome {
        switch error {
        case AccessError.missing: .missing
        case AccessError.denied, AccessError.untrustedName: .denied
        case AccessError.notARegularFile, AccessError.untrustedLink: .excluded
        default: .failed
        }
    }

    private var scratchDirectory: FilePath {
        switch options.target {
        case .directory(let directory): directory
        case .file(let path): path.removingLastComponent().isEmpty ? "." : path.removingLastComponent()
        case .standardOutput: FilePath(ThisProcess.environment("TMPDIR") ?? "/tmp")
        }
    }
}
