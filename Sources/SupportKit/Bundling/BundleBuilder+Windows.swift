internal import Platform
internal import SystemPackage

/// Logs are cut to the incident window by the times of their records.
extension BundleBuilder {
    /// How a plain log is cut; nil for other files, without a window, and for lines without times.
    func cut(for artifact: PlannedArtifact, _ source: borrowing FileSource) -> LogWindow.Cut? {
        guard artifact.category == .logs, plan.window != nil else { return nil }
        var head: [UInt8] = []
        do { try source.read(at: 0, count: RecordTimeFormat.headSize, into: &head) } catch { return nil }
        return cut(for: artifact, head: head.span, modified: source.status.modified)
    }

    /// How a log is cut that begins with these bytes.
    func cut(for artifact: PlannedArtifact, head: Span<UInt8>, modified: Int64) -> LogWindow.Cut? {
        guard artifact.category == .logs, let incident = plan.window, TextEncoding.detect(head) == .bytes else {
            return nil
        }
        return LogWindow(incident, zone: incident.zone).cut(head: head, modified: modified)
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
        try store(artifact, Grammar.recognise(name: path.displayText, head: head.span), .text, &record) { push in
            let location = try WindowedFile.locate(
                cut.window,
                size: source.status.size,
                format: cut.format,
                clock: cut.clock,
                read: { offset, count, buffer in try source.read(at: offset, count: count, into: &buffer) }
            )
            var filter = cut.filter()
            let wanted = location.ranges.reduce(Int64(0)) { $0 + ($1.upperBound - $1.lowerBound) }
            var middle: HeadTailCut? =
                wanted > treatment.maximumBytes ? cut.headTailCut(bytes: treatment.maximumBytes) : nil
            let outcome = try WindowedFile.forEachChunk(
                of: location,
                read: { offset, count, buffer in try source.read(at: offset, count: count, into: &buffer) },
                filter: &filter,
                cut: &middle,
                stop: { guarded.shortfall ?? stop() },
                { chunk in _ = try guarded.consume(chunk) { try records.consume($0, into: push) } }
            )
            try records.finish(into: push)
            coverage = filter.coverage
            return Reading(
                bytes: outcome.bytes + location.bytesRead,
                shortfall: guarded.shortfall ?? outcome.shortfall ?? Self.shortfall(middle?.omitted ?? 0, treatment)
            )
        }
        record.sourceBytes = source.status.size
        note(records.omitted, &record)
        describe(coverage, modified: source.status.modified, &record)
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
        let stop = stop
        let descriptor = source.descriptor
        // What lies before the window is decompressed and forgotten: a bomb costs time, and of that --deadline has a limit.
        let limits = DecompressionLimits(maximumBytes: max(treatment.maximumBytes, 64 << 30))
        var guarded = BinaryGuard(head: head)
        var records = RecordFilter(texts: treatment.omit)
        var coverage = Coverage()
        try store(artifact, Grammar.recognise(name: name.displayText, head: head.span), .text, &record) { push in
            var decompressor = try Decompressor.open(descriptor, limits: limits)
            var filter = cut.filter()
            var middle = cut.headTailCut(bytes: treatment.maximumBytes)
            func pass(_ bytes: Span<UInt8>) throws { try records.consume(bytes, into: push) }
            var shortfall: String?
            do {
                while shortfall == nil, !filter.isDone,
                    try decompressor.readChunk({ chunk in
                        _ = try guarded.consume(chunk) { plain in
                            try filter.consume(plain) { kept in try middle.consume(kept, into: pass) }
                        }
                    })
                {
                    shortfall = guarded.shortfall ?? stop()
                }
            } catch let error as ArchiveError where error.code == .truncated && isBeingWritten {
                // Its last compressed piece is not in the file yet.
            } catch let error as ArchiveError {
                shortfall = "\(error); what was readable before is here"
            }
            try filter.finish { kept in try middle.consume(kept, into: pass) }
            try middle.finish(into: pass)
            try records.finish(into: push)
            coverage = filter.coverage
            return Reading(
                bytes: decompressor.compressedBytes,
                shortfall: shortfall ?? Self.shortfall(middle.omitted, treatment)
            )
        }
        record.sourceBytes = source.status.size
        note(records.omitted, &record)
        describe(coverage, modified: source.status.modified, &record)
    }

    private static func shortfall(_ omitted: Int64, _ treatment: FileTreatment) -> String? {
        guard omitted > 0 else { return nil }
        return "\(ByteCount(omitted)) from the middle of the window were left out: at most "
            + "\(ByteCount(treatment.maximumBytes)) of this file are taken"
    }

    /// Says in the row what of the window the log covers.
    private func describe(_ coverage: Coverage, modified: Int64, _ record: inout ArtifactRecord) {
        guard record.isStored, let incident = plan.window else { return }
        let window = RecordWindow(incident)
        let interval = coverage.interval(zone: incident.zone)
        let isComplete =
            coverage.hasTimes && coverage.start(window) == .reached
            && (incident.until == nil || coverage.end(window) == .reached)
        record.window = CoveredWindow(since: interval?.first, until: interval?.last, complete: isComplete)
        if record.outcome == .collected, record.bytes == 0 { record.outcome = .empty }
        guard !isComplete || interval == nil || !coverage.holes.isEmpty || coverage.ambiguousRecords > 0 else { return }
        let summary = coverage.summary(of: incident, modified: modified)
        record.reason = [record.reason, summary].compactMap(\.self).joined(separator: "; ")
    }
}
