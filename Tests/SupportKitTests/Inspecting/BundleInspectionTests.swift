internal import Platform
internal import SupportKit
internal import SystemPackage
import Testing

@Suite struct BundleInspectionTests {
    private let fixture: BundleFixture
    private let file = "\(BundleFixture.stem).tar.gz"

    init() throws {
        fixture = try BundleFixture()
    }

    private func kinds(_ report: InspectionReport) -> [InspectionFinding.Kind] {
        report.findings.map(\.kind)
    }

    // MARK: - Good bundles

    @Test func passesAGoodBundle() throws {
        try fixture.makeBundle()
        let report = try fixture.inspect()
        #expect(report.findings.isEmpty)
        #expect(report.isWhole)
        #expect(report.folder == BundleFixture.stem)
        #expect(report.compression == .gzip)
        #expect(report.checksumFile == .absent)
        #expect(
            report.entries.map(\.path) == [
                "configuration/etc/amps/config.xml", "logs/var/log/amps/amps.log", "logs/var/log/amps/empty.log",
                "README.txt", "request.txt", "redactions.json", "manifest.json",
            ]
        )
        #expect(report.manifest?.header.product.version == "5.3.4.11")
        #expect(report.manifest?.header.options["only"] == .list(["logs"]))
        #expect(report.absences.map(\.path) == ["logs/var/log/amps/old.log", "diagnostics/core"])
        #expect(report.categories.map(\.category) == ["configuration", "logs", "diagnostics", "documents"])
        #expect(report.categories.map(\.files) == [1, 2, 0, 4])
        #expect(report.categories.map(\.shortfalls) == [0, 1, 0, 0])
    }

    @Test func comparesTheChecksumFile() throws {
        try fixture.makeBundle()
        try fixture.shell("sha256sum \(file) > \(file).sha256")
        var report = try fixture.inspect()
        #expect(report.checksumFile == .matches && report.isWhole)
        try fixture.shell("printf '%064d  %s\\n' 1 \(file) > \(file).sha256")
        report = try fixture.inspect()
        #expect(report.checksumFile == .differs)
        #expect(kinds(report) == [.checksumDiffers])
        try fixture.shell("echo nonsense > \(file).sha256")
        report = try fixture.inspect()
        #expect(report.checksumFile == .unusable && report.isWhole)
        #expect(kinds(report) == [.checksumFileUnusable])
        try fixture.shell("rm \(file).sha256; mkdir \(file).sha256")
        #expect(try fixture.inspect().checksumFile == .unusable)
    }

    @Test func takesARenamedBundleWithANote() throws {
        try fixture.makeBundle()
        try fixture.shell("mv \(file) 'case 42.tar.gz'; cp 'case 42.tar.gz' blob")
        let report = try fixture.inspect("case 42.tar.gz")
        #expect(kinds(report) == [.renamed] && report.isWhole)
        #expect(try fixture.inspect("blob").findings.isEmpty)
    }

    @Test func takesABundleThatWasCompressedAnew() throws {
        try fixture.makeBundle()
        let stem = BundleFixture.stem
        try fixture.shell(
            "gunzip -c \(file) > b.tar; gzip -c b.tar > again; zstd -q b.tar -o \(stem).tar.zst; mv again \(file)"
        )
        #expect(try fixture.inspect().findings.isEmpty)
        let report = try fixture.inspect("\(stem).tar.zst")
        #expect(report.findings.isEmpty && report.compression == .zstd)
    }

    @Test func takesABundleThatWasPackedAnewByGNUTar() throws {
        try fixture.makeBundle()
        let stem = BundleFixture.stem
        try fixture.shell("tar -xzf \(file); rm \(stem)/manifest.json; tar -xzf \(file) \(stem)/manifest.json")
        try fixture.shell(
            """
            tar -cf \(stem).tar --exclude=manifest.json \(stem); tar -rf \(stem).tar \(stem)/manifest.json
            rm \(file); gzip \(stem).tar
            """
        )
        #expect(try fixture.inspect().findings.isEmpty)
    }

    @Test(arguments: ["tarfile.GNU_FORMAT", "tarfile.PAX_FORMAT"])
    func keepsOddNames(format: String) throws {
        try fixture.makeBundle(
            """
            form = \(format)
            odd = [b'logs/\\xff\\xfe.log', b'logs/caf\\xc3\\xa9', b'logs/cafe\\xcc\\x81', b'logs/a\\nb\\x1b[31m',
                   b'logs/' + b'd' * 90 + b'/' + b'n' * 200]
            for number, raw in enumerate(odd):
                data = b'content %d' % number
                parts.append(entry(raw.decode('utf-8', 'surrogateescape'), data))
                text = raw.decode('utf-8', 'backslashreplace')
                manifest['artifacts'].append(dict(row('logs/x', data), path=text))
            """
        )
        let report = try fixture.inspect()
        #expect(report.findings.isEmpty)
        #expect(report.entries.count == 12)
    }

    @Test func ignoresKeysItDoesNotKnow() throws {
        try fixture.makeBundle(
            "manifest['later'] = {'a': [1, None]}; manifest['artifacts'][0]['later'] = 1.5; manifest['tool']['x'] = 1"
        )
        #expect(try fixture.inspect().findings.isEmpty)
    }

    // MARK: - Changed bundles

    static let changes: [(String, [InspectionFinding.Kind])] = [
        ("parts[2] = entry('logs/var/log/amps/amps.log', log.replace(b'info', b'INFO'))", [.contentDiffers]),
        ("parts[2] = entry('logs/var/log/amps/amps.log', log[:-1])", [.sizeDiffers]),
        ("del parts[2]", [.missingEntry]),
        ("parts.append(entry('logs/extra', b'x'))", [.extraEntry]),
        ("parts.append(entry('surprise.txt', b'x'))", [.extraEntry]),
        ("parts.append(entry('logs/var/log/amps/amps.log', log))", [.duplicateEntry]),
        ("parts.append(entry('README.txt', b'other'))", [.duplicateEntry]),
        ("parts.append(entry('=/etc/cron.d/job', b'x'))", [.unsafeName]),
        ("parts.append(entry('../up', b'x'))", [.unsafeName]),
        ("parts.append(entry('logs/../../up', b'x'))", [.unsafeName]),
        ("parts.append(entry('=..', b'x'))", [.unsafeName]),
        ("parts.append(entry('logs//x', b'x'))", [.unsafeName]),
        ("parts.append(entry('./logs/x', b'x'))", [.unsafeName]),
        ("parts.append(entry('=elsewhere/x', b'x'))", [.outsideFolder]),
        ("parts.append(entry('=elsewhere', b'x'))", [.outsideFolder]),
        ("parts[0] = entry('=' + top, b'x')", [.unsafeName]),
        ("parts.append(entry('logs/l', kind=tarfile.SYMTYPE, link='/etc/shadow'))", [.notAFile]),
        ("parts.append(entry('logs/l', kind=tarfile.LNKTYPE, link=top + '/README.txt'))", [.notAFile]),
        ("parts.append(entry('logs/d', kind=tarfile.CHRTYPE))", [.notAFile]),
        ("parts.append(entry('logs/d', kind=tarfile.FIFOTYPE))", [.notAFile]),
        ("after.append(entry('logs/late', b'x'))", [.entryAfterManifest, .extraEntry]),
        ("manifest['artifacts'].append(row('logs/var/log/amps/amps.log', log))", [.manifestInconsistent]),
        ("manifest['artifacts'][0]['sha256'] = None", [.manifestInconsistent, .extraEntry]),
        ("manifest['artifacts'][0].update(bytes=None, sha256=None)", [.manifestInconsistent, .extraEntry]),
        ("manifest['artifacts'][0]['bytes'] = -5", [.sizeDiffers]),
        ("tail = b'more'", [.trailingBytes]),
        ("tail = gzip.compress(b'hidden', mtime=0)", [.hiddenData]),
        ("tail = gzip.compress(b'\\0' * 512, mtime=77)", [.mixedMembers]),
        ("after.append(b'\\0' * 1024 + b'hidden'.ljust(512, b'\\0'))", [.hiddenData]),
    ]

    @Test(arguments: changes)
    func findsAChange(change: String, expected: [InspectionFinding.Kind]) throws {
        try fixture.makeBundle(change)
        let report = try fixture.inspect()
        #expect(kinds(report) == expected)
        #expect(!report.isWhole)
    }

    static let oddities: [(String, [InspectionFinding.Kind])] = [
        ("tail = b'\\0' * 512", [.padded]),
        ("parts = [p for p in parts if b'README' not in p[:512]]", [.documentMissing]),
        ("manifest['outcome'] = 'complete'", [.outcomeDiffers]),
        ("manifest['redaction']['rules']['token'] = 9", [.redactionsDiffer]),
        ("parts[-1] = entry('redactions.json', b'[1, 2')", [.redactionsDiffer]),
    ]

    @Test(arguments: oddities)
    func notesAnOddity(change: String, expected: [InspectionFinding.Kind]) throws {
        try fixture.makeBundle(change)
        let report = try fixture.inspect()
        #expect(kinds(report) == expected)
        #expect(report.isWhole)
    }

    @Test func findsAMissingEndMark() throws {
        try fixture.makeBundle()
        try fixture.shell("gunzip -c \(file) | head -c -1024 | gzip > b; mv b \(file)")
        #expect(kinds(try fixture.inspect()) == [.noEndMark])
    }

    @Test func boundsTheNumberOfFindings() throws {
        try fixture.makeBundle("parts += [entry('=elsewhere/%d' % n) for n in range(1500)]")
        let report = try fixture.inspect()
        #expect(report.findings.count == InspectionReport.maximumFindings)
        #expect(report.furtherFindings == 500)
    }

    // MARK: - Damaged bundles

    /// Bytes 8 and 9 of a gzip header mean nothing to anybody; RFC 1952, 2.3.1: XFL and OS.
    private func meaninglessBytes(_ bytes: [UInt8]) -> Set<Int> {
        let magic: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0]
        return Set(bytes.indices.filter { bytes[$0...].starts(with: magic) }.flatMap { [$0 + 8, $0 + 9] })
    }

    @Test func findsEveryChangedByte() throws {
        try fixture.makeBundle()
        let good = try fixture.read(file)
        let meaningless = meaninglessBytes(good)
        for seed in 0..<200 {
            var numbers = SplitMix(seed: seed)
            var damaged = good
            let position = Int.random(in: 0..<damaged.count, using: &numbers)
            guard !meaningless.contains(position) else { continue }
            damaged[position] ^= UInt8.random(in: 1...255, using: &numbers)
            try fixture.write(damaged, to: file)
            #expect(isRejected(), "seed \(seed), byte \(position) of \(good.count)")
        }
    }

    @Test func findsEveryChangedByteOfEveryHeader() throws {
        try fixture.makeBundle()
        let good = try fixture.read(file)
        let meaningless = meaninglessBytes(good)
        let magic: [UInt8] = [0x1F, 0x8B, 8, 0]
        for start in good.indices where good[start...].starts(with: magic) {
            for position in start..<start + 10 where !meaningless.contains(position) {
                for flipped: UInt8 in [1, 0x80, 0xFF] {
                    var damaged = good
                    damaged[position] ^= flipped
                    try fixture.write(damaged, to: file)
                    #expect(isRejected(), "byte \(position - start) of the member at \(start), \(flipped)")
                }
            }
        }
    }

    @Test func findsEveryChangedByteOfTheLastCheckSum() throws {
        try fixture.makeBundle()
        let good = try fixture.read(file)
        for position in good.indices.suffix(8) {
            var damaged = good
            damaged[position] ^= 1
            try fixture.write(damaged, to: file)
            #expect(kinds(try fixture.inspect()) == [.damagedData], "byte \(position) of \(good.count)")
        }
    }

    @Test func findsEvenAMeaninglessChangeWithAChecksumFile() throws {
        try fixture.makeBundle()
        try fixture.shell("sha256sum \(file) > \(file).sha256")
        var damaged = try fixture.read(file)
        damaged[9] ^= 1
        try fixture.write(damaged, to: file)
        #expect(kinds(try fixture.inspect()) == [.checksumDiffers])
    }

    @Test func findsEveryTruncation() throws {
        try fixture.makeBundle()
        let good = try fixture.read(file)
        for length in stride(from: 0, to: good.count, by: 13) {
            try fixture.write(good.prefix(length), to: file)
            #expect(isRejected(), "\(length) of \(good.count) bytes")
        }
    }

    private func isRejected() -> Bool {
        do {
            return try !fixture.inspect().isWhole
        } catch let error as InspectionError {
            return error.isDamage
        } catch {
            return false
        }
    }

    @Test func reportsWhatIsLeftOfADamagedBundle() throws {
        try fixture.makeBundle()
        let good = try fixture.read(file)
        try fixture.write(good.dropLast(600), to: file)
        let report = try fixture.inspect()
        #expect(kinds(report) == [.damagedData])
        #expect(report.manifest == nil)
        #expect(report.entries.count >= 3)
        #expect(report.folder == BundleFixture.stem)
    }

    @Test func neverTrapsOnAHostileManifest() throws {
        let hostile = [
            "manifest['artifacts'] = {}", "manifest['artifacts'][0]['bytes'] = 1e300",
            "manifest['artifacts'][0]['bytes'] = 'many'", "manifest['artifacts'][0]['outcome'] = 'perfect'",
            "manifest['schema'] = '1'", "manifest['product'] = None", "del manifest['redaction']", "manifest = []",
            "manifest['redaction']['rules'] = {'a': 2**70}",
        ]
        for change in hostile {
            try fixture.makeBundle(change)
            let error = #expect(throws: InspectionError.self, "\(change)") { try fixture.inspect() }
            #expect(error?.isDamage == true, "\(change)")
        }
        try fixture.makeBundle(
            """
            for artifact in manifest['artifacts']: artifact['bytes'] = 2**63 - 1; artifact['sha256'] = 'x'
            """
        )
        #expect(try !fixture.inspect().isWhole)
        try fixture.makeBundle("manifest['artifacts'][0]['window'] = None; manifest['host'] = '\\ud800 \\x00 \\u202e'")
        _ = try? fixture.inspect()
        try fixture.makeBundle("parts.append(entry('manifest.json', b'[' * 100000)); manifest = None")
        #expect(throws: InspectionError.self) { try fixture.inspect() }
    }

    @Test func addsUpHostileRedactionsWithoutOverflow() throws {
        try fixture.makeBundle(
            """
            redactions['rules'] = {'a': 2**63 - 1, 'b': 2**63 - 1}
            parts[-1] = entry('redactions.json', json.dumps(redactions).encode())
            manifest['redaction']['rules'] = redactions['rules']
            """
        )
        #expect(try fixture.inspect().isWhole)
    }

    @Test func stopsABomb() throws {
        try fixture.makeBundle("parts.append(entry('logs/bomb', b'\\0' * (200 << 20)))")
        let limits = ArchiveLimits(
            content: DecompressionLimits(maximumBytes: 1 << 40, maximumRatio: 500, ratioFloor: 1 << 20)
        )
        let report = try BundleInspection.inspect(fixture.path(file), limits: limits)
        #expect(kinds(report) == [.limitExceeded])
        #expect(!report.isWhole)
    }

    // MARK: - No bundles

    @Test func refusesWhatIsNoBundle() throws {
        try fixture.shell(
            """
            printf 'hello, this is text' > text; : > empty; printf x | gzip > x.gz; mkdir d
            mkdir top; printf x > top/a; tar -czf other.tar.gz top; mkfifo fifo; cp text case.tar.gz.gpg
            cp text supportkit-a-b-c-20261121T014500Z.tar.gz
            """
        )
        func code(_ name: String) -> InspectionError.Code? {
            #expect(throws: InspectionError.self, "\(name)") { try fixture.inspect(name) }?.code
        }
        #expect(code("text") == .notABundle("it is not compressed with gzip or zstd"))
        #expect(code("empty") == .notABundle("the file is empty"))
        #expect(code("x.gz") == .notABundle("it holds no tar archive"))
        #expect(code("other.tar.gz") == .noManifest)
        let encrypted = fixture.path("case.tar.gz").string
        #expect(
            code("case.tar.gz.gpg")
                == .notABundle(
                    "it is encrypted; decrypt it first: gpg --output \(encrypted) --decrypt \(encrypted).gpg"
                )
        )
        #expect(code("absent") == .cannotRead("no such file or directory"))
        #expect(code("d") == .cannotRead("is a directory"))
        #expect(code("fifo") == .cannotRead("invalid argument"))
        // A file with a bundle's name that no longer begins as one is a damaged bundle.
        let report = try fixture.inspect("supportkit-a-b-c-20261121T014500Z.tar.gz")
        #expect(kinds(report) == [.damagedData])
    }

    @Test func refusesANewerSchema() throws {
        try fixture.makeBundle("manifest['schema'] = 2; manifest['artifacts'] = 'quite different'")
        let error = #expect(throws: InspectionError.self) { try fixture.inspect() }
        #expect(error?.code == .manifest(.unsupportedSchema(2)))
        #expect(error?.isDamage == false)
        #expect(error?.description.contains("use a newer one") == true)
    }

    @Test func refusesAnEnormousManifest() throws {
        try fixture.makeBundle("parts.append(entry('manifest.json', b' ' * (65 << 20))); manifest = None")
        let error = #expect(throws: InspectionError.self) { try fixture.inspect() }
        #expect(error?.code == .manifestTooLarge)
    }

    @Test func escapesNamesInItsMessages() throws {
        try fixture.makeBundle("parts.append(entry('logs/a\\x1b]0;b\\x07\\n\\u202ec', b'x'))")
        let report = try fixture.inspect()
        #expect(report.findings.first?.message == "logs/a\\x1b]0;b\\x07\\n\\u{202e}c is not in the manifest")
    }
}
