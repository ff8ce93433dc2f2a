internal import Platform
internal import SystemPackage

/// Logs are cut to the incident window by the times of their records.
extension BundleBuilder {
    /// How a plain log is cut; nil for other files, without a window, and for lines without times.
    func cut(
        for artifact: PlannedArtifact,
        _ source: borrowing FileSource,
        _ treatment: FileTreatment
    ) -> LogWindow.Cut? {
        guard artifact.category == .logs, let incident = plan.window ?? budgetWindow(treatment) else { return nil }
        if incident.defaultLength != nil, source.status.size <= DefaultWindow.wholeBelow, !treatment.keepsBothEnds {
            return nil
        }
        var head: [UInt8] = []
        do { try source.read(at: 0, count: RecordTimeFormat.headSize, into: &head) } catch { return nil }
        let open = budgetWindow(treatment)
        guard let cut = cut(for: artifact, head: head.span, modified: source.status.modified, treatment, open)
        else { return nil }
        // The time of a copy is not that of its records: a window nobody asked for must not leave it empty.
        guard incident.defaultLength != nil, let last = lastRecord(of: source, cut)?.time, cut.window.isAfter(last)
        else {
            return cut
        }
        return self.cut(
            for: artifact,
            head: head.span,
            modified: source.status.modified,
            treatment,
            incident.reaching(RecordWindow.seconds(last.latest))
        )
    }

    /// The window of a log that must be shortened where there is none: all times.
    func budgetWindow(_ treatment: FileTreatment) -> IncidentWindow? {
        plan.window == nil && treatment.keepsBothEnds
            ? IncidentWindow(since: nil, until: nil, zone: options.zone) : nil
    }

    /// A plain log's last record; nil when its last bytes have none.
    private func lastRecord(of source: borrowing FileSource, _ cut: LogWindow.Cut) -> (
        time: RecordTime, namesZone: Bool
    )? {
        var tail: [UInt8] = []
        let size = source.status.size
        do {
            try source.read(at: max(0, size - LogWindow.tailSize), count: Int(LogWindow.tailSize), into: &tail)
        } catch {
            return nil
        }
        return cut.lastRecord(in: tail.span)
    }

    /// How a log is cut that begins with these bytes.
    func cut(
        for artifact: PlannedArtifact,
        head: Span<UInt8>,
        modified: Int64,
        _ treatment: FileTreatment,
        _ window: IncidentWindow? = nil
    ) -> LogWindow.Cut? {
        guard artifact.category == .logs, let incident = window ?? plan.window?.reaching(modified),
            TextEncoding.detect(head) == .bytes
        else { return nil }
        return LogWindow(incident, times: treatment.times).cut(head: head, modified: modified)
    }

    /// Stores the records of a plain log that lie in the window; little more than these is read.
    mutating func storeRecords(
        of source: borrowing FileSource,
        _ cut: LogWindow.Cut,
        _ artifact: PlannedArtifact,
        _ path: FilePath,
        _ treatment: FileTreatment,
        _ record: inout ArtifactRecord
    ) throws(BundleError) {
        let stop = stop
        let head = source.head
        var guarded = BinaryGuard(head: head)
        var records = RecordFilter(texts: treatment.omit)
        var coverage = Coverage()
        let room = WindowRoom(treatment.maximumBytes, of: plan.window)
        let isTimed = options.deadline != nil
        try store(artifact, Grammar.recognise(name: path.displayText, head: head.span), .text, &record) { push in
            var limits = WindowedFile.Limits()
            limits.room = room
            if isTimed { limits.lastBytes = Self.lastBytes }
            let location = try WindowedFile.locate(
                cut.window,
                size: source.status.size,
                format: cut.format,
                clock: cut.clock,
                limits: limits,
                read: { offset, count, buffer in try source.read(at: offset, count: count, into: &buffer) }
            )
            var filter = cut.filter()
            // What is not in order can be shortened only when it is known what of it lies in the window.
            var part: RecordCut? = !location.isOrdered && location.wanted > room.bytes ? cut.cut(to: room) : nil
            let outcome = try WindowedFile.forEachChunk(
                of: location,
                read: { offset, count, buffer in try source.read(at: offset, count: count, into: &buffer) },
                filter: &filter,
                cut: &part,
                zone: cut.zone,
                stop: { guarded.shortfall ?? stop() },
                takesLast: { guarded.shortfall == nil },
                { chunk in _ = try guarded.consume(chunk) { try records.consume($0, into: push) } }
            )
            try records.finish(into: push)
            coverage = filter.coverage
            if let kept = part?.kept { (coverage.first, coverage.last) = (kept.first, kept.last) }
            let omitted = outcome.omitted + (part?.omitted ?? 0)
            return Reading(
                bytes: outcome.bytes + location.bytesRead,
                shortfall: guarded.shortfall ?? outcome.shortfall ?? Self.shortfall(omitted, room)
            )
        }
        record.sourceBytes = source.status.size
        note(records.omitted, &record)
        describe(coverage, modified: source.status.modified, &record)
        guard record.isStored else { return }
        if cut.contradictsDeclaration {
            record.remark(
                "no line of its beginning has times as record-times in the profile says; they were recognised"
            )
        }
        if let (time, namesZone) = lastRecord(of: source, cut),
            let doubt = ClockDoubt(last: time, namesZone: namesZone, modified: source.status.modified)
        {
            record.remark(doubt.remark(zone: cut.zone))
        }
    }

    /// Stores the records of a compressed log that lie in the window; what follows it is not decompressed.
    mutating func storeRecords(
        of source: borrowing FileSource,
        compressedAs name: FilePath,
        _ cut: LogWindow.Cut,
        _ head: [UInt8],
        _ artifact: PlannedArtifact,
        _ treatment: FileTreatment,
        isBeingWritten: Bool,
        _ record: inout ArtifactRecord
    ) throws(BundleError) {
        let room = WindowRoom(treatment.maximumBytes, of: plan.window)
        let (stop, manners) = (stop, manners)
        let descriptor = source.descriptor
        // What lies before the window is decompressed and forgotten: a bomb costs time, and of that --deadline has a limit.
        let limits = DecompressionLimits(maximumBytes: max(treatment.maximumBytes, 64 << 30))
        var guarded = BinaryGuard(head: head)
        var records = RecordFilter(texts: treatment.omit)
        var coverage = Coverage()
        try store(artifact, Grammar.recognise(name: name.displayText, head: head.span), .text, &record) { push in
            var decompressor = try Decompressor.open(descriptor, limits: limits)
            var filter = cut.filter()
            var part = cut.cut(to: room)
            func pass(_ bytes: Span<UInt8>) throws { try records.consume(bytes, into: push) }
            var shortfall: String?
            var taken: Int64 = 0
            do {
                while shortfall == nil, !filter.isDone,
                    try decompressor.readChunk({ chunk in
                        _ = try guarded.consume(chunk) { plain in
                            try filter.consume(plain) { kept in try part.consume(kept, into: pass) }
                        }
                    })
                {
                    manners.took(decompressor.compressedBytes - taken)
                    taken = decompressor.compressedBytes
                    shortfall = guarded.shortfall ?? stop()
                }
            } catch let error as ArchiveError where error.code == .truncated && isBeingWritten {
                // Its last compressed piece is not in the file yet.
            } catch let error as ArchiveError {
                shortfall = "\(error); what was readable before is here"
            }
            try filter.finish { kept in try part.consume(kept, into: pass) }
            try part.finish(into: pass)
            try records.finish(into: push)
            coverage = filter.coverage
            if let kept = part.kept { (coverage.first, coverage.last) = (kept.first, kept.last) }
            return Reading(
                bytes: decompressor.compressedBytes,
                shortfall: shortfall
                    ?? Self.shortfall(part.omitted, room)
            )
        }
        record.sourceBytes = source.status.size
        note(records.omitted, &record)
        describe(coverage, modified: source.status.modified, &record)
    }

    /// Says in the row what of the window a database holds; `summary` is nil when it was taken whole after all.
    func describe(_ summary: SQLiteExtract.Summary?, _ window: SQLiteWindow?, _ record: inout ArtifactRecord) {
        guard let window, record.isStored else { return }
        guard let summary else {
            let text = "taken whole: it could not be cut to the window"
            record.remark(text)
            return
        }
        let zone = window.incident.zone
        let isMoved = summary.window.incident.since != window.incident.since
        record.window = CoveredWindow(
            since: summary.first.map { Timestamp.text($0, zone: zone) },
            until: summary.last.map { Timestamp.text($0, zone: zone) },
            complete: !isMoved && window.incident == plan.window
                && summary.first.map { $0 <= window.incident.since ?? $0 } ?? false
        )
        var text = "\(summary.rows) rows of \(summary.tables) tables with times are here"
        if isMoved { text += "; it ends before the window: as much before its last row was taken" }
        record.remark(text)
    }

    /// What is read of a log's end although the time is up.
    static let lastBytes: Int64 = 256 << 10

    private static func shortfall(_ omitted: Int64, _ room: WindowRoom) -> String? {
        guard omitted > 0 else { return nil }
        let part =
            switch room.place {
            case .around: "of the window, farthest from its middle,"
            case .newest, .ends: "from the middle of the window"
            }
        return "\(ByteCount(omitted)) \(part) were left out: at most \(ByteCount(room.bytes)) of this file are taken"
    }

    /// Says in the row that the log could not be cut, where somebody asked for a window and would look for one.
    func describeUncut(_ artifact: PlannedArtifact, _ record: inout ArtifactRecord) {
        guard let incident = plan.window, incident.defaultLength == nil, artifact.category == .logs, record.isStored,
            record.bytes ?? 0 > 0, record.sourceBytes ?? 0 > Self.uncutUnsaid
        else { return }
        record.window = CoveredWindow(since: nil, until: nil, complete: false)
        let isDeclared = artifact.treatment?.times?.format != nil
        let isWhole = record.outcome == .collected
        let remark =
            (isWhole ? Coverage.noTimes : "no times that are known in its lines")
            + (isDeclared ? ", nor any as record-times in the profile says" : "")
        record.remark(remark)
    }

    /// A shorter file is seen to be whole.
    private static let uncutUnsaid: Int64 = 64 << 10

    /// Says in the row what of the window the log covers.
    private func describe(_ coverage: Coverage, modified: Int64, _ record: inout ArtifactRecord) {
        guard record.isStored, let incident = plan.window else { return }
        let window = RecordWindow(incident)
        let interval = coverage.interval(zone: incident.zone)
        let isReached =
            coverage.hasTimes && coverage.start(window) == .reached
            && (incident.until == nil || coverage.end(window) == .reached)
        // What was left out for room or time is missing, wherever in the window it was.
        record.window = CoveredWindow(
            since: interval?.first,
            until: interval?.last,
            complete: isReached && record.outcome != .partial
        )
        if record.outcome == .collected, record.bytes == 0 { record.outcome = .empty }
        if let last = coverage.last, let length = incident.defaultLength, window.isAfter(RecordTime(last)) {
            record.window?.complete = false
            let text = "it ends before the window: what it holds of its last \(length / 60) minutes is here"
            record.remark(text)
            return
        }
        let isPlain = coverage.holes.isEmpty && coverage.ambiguousRecords == 0 && coverage.isOrdered
        guard !isReached || interval == nil || !isPlain else { return }
        let summary = coverage.summary(of: incident, modified: modified)
        record.remark(summary)
    }
}
