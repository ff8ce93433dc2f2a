internal import Platform
public import SystemPackage

/// What a finished bundle knows about the request that belongs to it: the facts, and what was answered when it was made.
public struct BundleRequest: Sendable {
    /// What the machine knows, as the bundle has it.
    public let facts: RequestFacts
    /// What the request inside the bundle says already.
    public let answers: Answers
    /// The product's id.
    public let product: String
    /// Times at which configuration files changed shortly before the bundle was made, one line each.
    public let changes: [String]

    private static let requestName = "request.txt"
    private static let maximumTextBytes = 1 << 20

    /// Reads a bundle and verifies it.
    ///
    /// - Parameters:
    ///   - path: The bundle.
    ///   - templates: The wordings its request may have been written with.
    /// - Returns: Its facts and answers.
    /// - Throws: `InspectionError` when it is no bundle; `RequestFileError` when it is damaged.
    public static func read(_ path: FilePath, templates: [RequestTemplate]) throws -> BundleRequest {
        let report = try BundleInspection.inspect(path)
        guard report.isWhole, let manifest = report.manifest else {
            throw RequestFileError(
                file: path.displayText,
                problem: "the bundle is damaged; 'supportkit inspect' says where. Collect again, or leave --bundle out"
            )
        }
        let text = try requestText(path)
        let reader = RequestTextReader(RequestTextReader.split(text).body, templates: templates)
        var answers = Answers()
        for field in Answers.Field.allCases where field != .version {
            // What cannot be used is asked again.
            if let answer = reader.texts[field] { try? answers.set(field, to: answer, source: requestName) }
        }
        return BundleRequest(
            facts: facts(report, manifest, sections: reader.sections),
            answers: answers,
            product: manifest.header.product.id,
            changes: changes(manifest)
        )
    }

    private static func changes(_ manifest: Manifest) -> [String] {
        let created = (try? TimeExpression.parse(manifest.header.created, now: 0, zone: .utc)) ?? 0
        return RecentChanges(rows: manifest.artifacts, now: created).lines()
    }

    private static func requestText(_ path: FilePath) throws -> String {
        let file = try RegularFile.open(path)
        var reader = try ArchiveReader.open(file.descriptor)
        while let entry = try reader.next() {
            let name = entry.path.split(separator: UInt8(ascii: "/"))
            guard name.count == 2, name[1].elementsEqual(requestName.utf8) else { continue }
            return String(decoding: try reader.readData(maximumBytes: maximumTextBytes), as: UTF8.self)
        }
        return ""
    }

    private static func facts(
        _ report: InspectionReport,
        _ manifest: Manifest,
        sections: [String: [String]]
    ) -> RequestFacts {
        let header = manifest.header
        var facts = RequestFacts(
            productTitle: header.product.title,
            created: header.created,
            toolVersion: header.tool.version
        )
        facts.version = header.product.version
        facts.versionEvidence = header.product.versionEvidence
        facts.instance = header.instance
        facts.host = header.host
        facts.window = header.window.map { window in
            RequestFacts.Window(
                since: window.since ?? "the beginning",
                until: window.until ?? header.created,
                timezone: window.timezone
            )
        }
        facts.bundle = RequestFacts.Bundle(
            fileName: report.file,
            bytes: ByteCount(report.bytes),
            sha256: report.sha256,
            outcome: header.outcome.rawValue
        )
        let removed = header.redaction.rules.values.reduce(0, +)
        facts.redaction =
            header.redaction.enabled
            ? RequestFacts.redaction(places: removed) : RequestFacts.noRedaction
        facts.collected = report.categories.filter { $0.files > 0 && Category(rawValue: $0.category) != nil }.map {
            total in
            RequestFacts.Collected(category: total.category, files: total.files, bytes: ByteCount(total.bytes))
        }
        facts.reaches = RequestFacts.reaches(of: manifest.artifacts)
        facts.missing = RequestFacts.missing(of: manifest.artifacts)
        // The manifest does not have these; the request inside the bundle does.
        facts.add(product: rows(sections["PRODUCT AND HOST"] ?? []))
        facts.deviations = items(sections["SETTINGS THAT DIFFER FROM THE RECOMMENDATION"] ?? []).compactMap(deviation)
        facts.errors = items(sections["ERRORS IN THE LOGS"] ?? [])
        facts.events = items(sections["STARTS, STOPS AND CRASHES IN THE LOGS"] ?? [])
        facts.crashes = items(sections["MINIDUMPS AND CORE FILES ON THE HOST"] ?? [])
        return facts
    }

    private static func rows(_ lines: [String]) -> [(label: String, value: String)] {
        lines.compactMap { line in
            guard let colon = line.firstIndex(of: ":"), line.first?.isWhitespace == false else { return nil }
            return (String(line[..<colon]), HeaderText.sanitised(String(line[line.index(after: colon)...])))
        }
    }

    private static func items(_ lines: [String]) -> [String] {
        lines.filter { $0.hasPrefix("- ") }.map { String($0.dropFirst(2)) }
    }

    private static func deviation(_ line: String) -> RequestFacts.Deviation? {
        guard let recommended = line.firstRange(of: "; recommended "),
            let colon = line[..<recommended.lowerBound].firstRange(of: ": ")
        else { return nil }
        return RequestFacts.Deviation(
            setting: String(line[..<colon.lowerBound]),
            observed: String(line[colon.upperBound..<recommended.lowerBound]),
            recommended: String(line[recommended.upperBound...])
        )
    }
}

extension RequestFacts {
    private static let ownRows: Set<String> = [
        "Product", "Version", "Version read from", "Version as stated", "Instance", "Host",
    ]

    fileprivate mutating func add(product rows: [(label: String, value: String)]) {
        for (label, value) in rows {
            switch label {
            case "Operating system": operatingSystem = value
            case "Kernel": kernel = value
            default:
                let isAnswer = label == Answers.Field.components.title
                if !Self.ownRows.contains(label), !isAnswer {
                    components.append(Component(name: label, version: value))
                }
            }
        }
    }
}
