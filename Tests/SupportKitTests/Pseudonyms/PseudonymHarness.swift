import Platform
import SystemPackage

@testable import SupportKit

/// Sessions with a fixed key, and texts through writers.
enum PseudonymHarness {
    static let keyText = String(repeating: "0f", count: 32)

    static func key(_ text: String = keyText) throws -> CaseKey {
        guard let key = CaseKey(text: Array(text.utf8)) else { throw PseudonymError("malformed test key") }
        return key
    }

    static var identities: KnownIdentities {
        var identities = KnownIdentities()
        identities.addHost("db1.prod.acme.com")
        identities.addHost("trade-eu-07")
        identities.addHost("server")
        identities.addHost("localhost")
        identities.addHost("www.60east.com")
        identities.addDomain("corp")
        for user in ["alice", "bob", "john.smith", "mark", "root", "amps"] { identities.addUser(user) }
        return identities
    }

    static func session(_ kinds: Set<PseudonymKind> = Set(PseudonymKind.allCases)) throws -> PseudonymSession {
        PseudonymSession(kinds: kinds, key: try key(), identities: identities)
    }

    /// The text through a writer, cut into pieces of `size`.
    static func write(_ bytes: [UInt8], _ session: PseudonymSession, size: Int = .max) throws -> [UInt8] {
        var output: [UInt8] = []
        var writer = session.makeWriter()
        var start = 0
        while start < bytes.count {
            let end = size < bytes.count - start ? start + size : bytes.count
            try writer.consume(bytes.span.extracting(start..<end)) { append($0, to: &output) }
            start = end
        }
        try writer.finish { append($0, to: &output) }
        return output
    }

    static func reveal(_ bytes: [UInt8], _ session: PseudonymSession) throws -> [UInt8] {
        let revealer = try Revealer(mapText: map(of: session), name: "the map")
        var output: [UInt8] = []
        var writer = revealer.makeWriter()
        try writer.consume(bytes.span) { append($0, to: &output) }
        try writer.finish { append($0, to: &output) }
        return output
    }

    static func map(of session: PseudonymSession) throws -> [UInt8] {
        var map: [UInt8] = []
        try session.writeMap { append($0, to: &map) }
        return map
    }

    static func append(_ bytes: Span<UInt8>, to output: inout [UInt8]) {
        for index in bytes.indices { output.append(bytes[index]) }
    }

    /// The permission bits of a file.
    static func mode(_ path: String) throws -> UInt32 {
        try HostFileSystem().status(of: FilePath(path)).permissions
    }
}
