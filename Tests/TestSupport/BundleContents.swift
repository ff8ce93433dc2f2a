internal import Foundation

/// A bundle unpacked by GNU tar, with its manifest.
public final class BundleContents: Sendable {
    /// The rows of a manifest that tests look at.
    public struct Row: Decodable, Sendable {
        /// Path inside the top folder.
        public let path: String
        /// Where it comes from.
        public let source: String
        /// Its category.
        public let category: String
        /// What became of it.
        public let outcome: String
        /// Whether the profile needs it.
        public let required: Bool
        /// Why it is not, or not all, here.
        public let reason: String?
        /// Bytes in the bundle.
        public let bytes: Int?
        /// SHA-256 in the bundle.
        public let sha256: String?
    }

    /// The head of a manifest.
    public struct Manifest: Decodable, Sendable {
        /// What it says of the product.
        public struct Product: Decodable, Sendable {
            /// The profile.
            public let id: String
            /// The version found.
            public let version: String?
            /// Where it was found.
            public let versionEvidence: String?
        }

        /// The product.
        public let product: Product
        /// The instance.
        public let instance: String?
        /// Every artifact of the plan.
        public let artifacts: [Row]
        /// `complete` or `incomplete`.
        public let outcome: String
    }

    /// The manifest.
    public let manifest: Manifest
    /// The top folder's name.
    public let folder: String
    /// The paths of all entries, as GNU tar lists them.
    public let listing: [String]
    /// Where it was unpacked.
    public let directory: String
    private let scratch: ScratchDirectory

    /// Unpacks a bundle.
    ///
    /// - Throws: ``TestFailure`` when tar or the manifest is not content.
    public init(_ bundle: String) async throws {
        scratch = try ScratchDirectory()
        listing = try await CommandRun.tool("tar", "--list", "--file", bundle).split(separator: "\n").map(String.init)
        let errors = try await CommandRun.run(
            ["tar", "--extract", "--no-same-owner", "--file", bundle, "--directory", scratch.path]
        )
        guard errors.code == 0, errors.errors.isEmpty else { throw TestFailure("tar: \(errors.errors)") }
        let names = scratch.names()
        guard let folder = names.first, names.count == 1 else { throw TestFailure("top folders: \(names)") }
        self.folder = folder
        directory = scratch.path(folder)
        let bytes = scratch.bytes("\(folder)/manifest.json")
        do {
            manifest = try JSONDecoder().decode(Manifest.self, from: Data(bytes))
        } catch {
            throw TestFailure("manifest.json of \(bundle) cannot be read: \(error)")
        }
    }

    /// The content of an entry; empty when there is none.
    public func bytes(_ path: String) -> [UInt8] { scratch.bytes("\(folder)/\(path)") }

    /// An entry as text.
    public func text(_ path: String) -> String { String(decoding: bytes(path), as: UTF8.self) }

    /// Whether an entry holds a text.
    ///
    /// A failing expectation then does not print the entry.
    public func contains(_ part: String, in path: String) -> Bool { text(path).contains(part) }

    /// Whether there is such an entry.
    public func has(_ path: String) -> Bool { listing.contains("\(folder)/\(path)") }

    /// The paths of all entries, without the top folder.
    public var paths: [String] {
        listing.filter { !$0.hasSuffix("/") }.map { String($0.dropFirst(folder.count + 1)) }
    }

    /// The rows whose source ends so.
    public func rows(_ source: String) -> [Row] { manifest.artifacts.filter { $0.source.hasSuffix(source) } }

    /// Compares every row with the entry it describes.
    ///
    /// - Returns: what does not agree, one sentence each.
    public func disagreements() async throws -> [String] {
        var sentences: [String] = []
        let documents = ["README.txt", "request.txt", "redactions.json", "manifest.json"]
        let stored = manifest.artifacts.filter { $0.sha256 != nil }
        for row in stored {
            guard has(row.path) else {
                sentences.append("\(row.path): in the manifest, not in the bundle")
                continue
            }
            let size = bytes(row.path).count
            if size != row.bytes {
                sentences.append("\(row.path): \(size) bytes, the manifest says \(row.bytes ?? -1)")
            }
        }
        for path in paths where !documents.contains(path) && !stored.contains(where: { $0.path == path }) {
            sentences.append("\(path): in the bundle, not in the manifest")
        }
        try scratch.write("sums", stored.map { "\($0.sha256 ?? "")  \(directory)/\($0.path)\n" }.joined())
        guard !stored.isEmpty else { return sentences }
        let sums = try await CommandRun.run(["sha256sum", "--check", "--quiet", scratch.path("sums")])
        if sums.code != 0 { sentences.append("sha256sum: \(sums.output)\(sums.errors)") }
        return sentences
    }
}
