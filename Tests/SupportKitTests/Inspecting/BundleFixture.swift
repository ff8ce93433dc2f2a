internal import Foundation
internal import SupportKit
internal import SystemPackage
internal import Testing

/// Bundles for tests, made by Python's tarfile and json, so that nothing of supportkit vouches for itself.
final class BundleFixture {
    /// The name of a bundle and of its top folder.
    static let stem = "supportkit-amps-orders-host1-20261121T014500Z"

    let directory: URL

    init() throws {
        directory = FileManager.default.temporaryDirectory.appending(path: "inspect-tests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: directory)
    }

    func path(_ name: String) -> FilePath {
        FilePath(directory.appending(path: name).path)
    }

    func read(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: directory.appending(path: name)))
    }

    func write(_ bytes: some Sequence<UInt8>, to name: String) throws {
        try Data(bytes).write(to: directory.appending(path: name))
    }

    func shell(_ command: String) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/bash")
        process.arguments = ["-euo", "pipefail", "-c", command]
        process.currentDirectoryURL = directory
        process.standardInput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "\(command)")
    }

    /// Runs Python in the directory with `script` after the definitions of ``prelude``.
    func python(_ script: String) throws {
        try write(Array((Self.prelude + script + "\n").utf8), to: "script.py")
        try shell("python3 script.py")
    }

    /// Makes a bundle; `changes` is Python that may alter `manifest`, `parts`, `after` and `tail` first.
    @discardableResult
    func makeBundle(_ changes: String = "", name: String = "\(stem).tar.gz") throws -> FilePath {
        try python("name = '\(name)'\n" + Self.entries + "\n" + changes + "\nfinish()")
        return path(name)
    }

    func inspect(_ name: String = "\(stem).tar.gz") throws -> InspectionReport {
        try BundleInspection.inspect(path(name))
    }

    /// Each entry is a name below the top folder (or, beginning with `=`, as it stands), its content, and whether it is
    /// an artifact.
    ///
    /// Every entry begins a gzip member, as in a real bundle.
    private static let prelude = """
        import gzip, hashlib, io, json, tarfile
        top = '\(stem)'
        form = tarfile.GNU_FORMAT
        def header(path, size=0, kind=tarfile.REGTYPE, link=''):
            info = tarfile.TarInfo(path)
            info.size, info.type, info.linkname, info.mode = size, kind, link, 0o600
            return info.tobuf(form, 'utf-8', 'surrogateescape')
        def full(name):
            return name[1:] if name.startswith('=') else top + '/' + name
        def entry(name, data=b'', kind=tarfile.REGTYPE, link=''):
            return header(full(name), len(data), kind, link) + data + b'\\0' * (-len(data) % 512)
        def row(name, data):
            return {'path': name, 'source': '/' + name.split('/', 1)[1], 'category': name.split('/')[0],
                    'collector': 'files', 'required': True, 'outcome': 'collected', 'reason': None,
                    'bytes': len(data), 'sourceBytes': len(data), 'sha256': hashlib.sha256(data).hexdigest(),
                    'mode': '0640', 'owner': 'amps:amps', 'modified': '2026-11-21T01:40:00Z', 'window': None,
                    'redactions': 2, 'milliseconds': 3}
        def absent(name, outcome, reason=None, required=False):
            return dict(row(name, b''), outcome=outcome, reason=reason, required=required, bytes=None, sha256=None)
        def finish():
            pieces = list(parts)
            if manifest is not None: pieces.append(entry('manifest.json', json.dumps(manifest).encode()))
            pieces += after + [b'\\0' * 1024]
            members = [gzip.compress(piece, 6, mtime=0) for piece in pieces]
            open(name, 'wb').write(b''.join(members) + tail)

        """

    private static let entries = """
        log = b''.join(b'2026-11-21T01:%02d:00Z info: line %d\\n' % (n % 60, n) for n in range(4000))
        config = b'<AMPSConfig><Name>orders</Name></AMPSConfig>\\n'
        artifacts = {'configuration/etc/amps/config.xml': config, 'logs/var/log/amps/amps.log': log,
                     'logs/var/log/amps/empty.log': b''}
        redactions = {'schema': 1, 'enabled': True, 'rules': {'password': 2, 'token': 1}, 'files': [
            {'path': 'logs/var/log/amps/amps.log', 'rules': {'password': 2, 'token': 1}}]}
        manifest = {
            'schema': 1, 'tool': {'name': 'supportkit', 'version': '1.0.0', 'rules': '7'},
            'created': '2026-11-21T01:45:00Z', 'host': 'host1',
            'product': {'id': 'amps', 'title': 'AMPS', 'version': '5.3.4.11', 'versionEvidence': 'ampServer --version'},
            'instance': 'orders',
            'window': {'since': '2026-11-21T00:30:00Z', 'until': '2026-11-21T01:30:00Z', 'timezone': 'Europe/Berlin'},
            'options': {'format': 'tar.gz', 'redact': True, 'maxSize': 1000, 'only': ['logs'], 'deadline': None},
            'artifacts': [row(path, data) for path, data in artifacts.items()] + [
                absent('logs/var/log/amps/old.log', 'denied', 'permission denied', required=True),
                absent('diagnostics/core', 'excluded')],
            'outcome': 'incomplete', 'redaction': {'enabled': True, 'rules': {'password': 2, 'token': 1}}}
        parts = [header(top + '/', 0, tarfile.DIRTYPE)]
        parts += [entry(path, data) for path, data in artifacts.items()]
        parts += [entry('README.txt', b'Read me\\n'), entry('request.txt', b'Help\\n'),
                  entry('redactions.json', json.dumps(redactions).encode())]
        after = []
        tail = b''
        """
}

/// Numbers that look random and are the same in every run (SplitMix64).
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: Int) {
        state = UInt64(truncatingIfNeeded: seed) &* 0x9E37_79B9_7F4A_7C15
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
