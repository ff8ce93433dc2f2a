internal import FoundationEssentials

/// Writes and reads `manifest.json`.
public enum ManifestCoding {
    /// The size above which a manifest is not read, in bytes: about 110,000 artifacts with usual names.
    public static let maximumBytes = 64 << 20

    /// Rows are handed over when they are so many bytes.
    private static let pieceSize = 32 << 10

    /// Encodes a manifest, ending in a newline.
    ///
    /// The same manifest always gives the same bytes.
    ///
    /// - Throws: `EncodingError`; not for values made by this module.
    public static func encode(_ manifest: Manifest) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try encode(manifest.header, artifacts: manifest.artifacts) { bytes += $0 }
        return bytes
    }

    /// Encodes a manifest piece by piece, so that memory does not grow with the number of artifacts.
    ///
    /// The pieces, joined, are what ``encode(_:)`` gives.
    ///
    /// - Throws: what `write` throws; `EncodingError`.
    public static func encode(
        _ header: ManifestHeader,
        artifacts: some Sequence<ArtifactRecord>,
        write: ([UInt8]) throws -> Void
    ) throws {
        // In sorted order `artifacts` comes before all other keys.
        try write(Array("{\n  \"artifacts\" : [\n".utf8))
        var isFirst = true
        var piece: [UInt8] = []
        for artifact in artifacts {
            piece += (isFirst ? "    " : ",\n    ").utf8
            try artifact.appendJSON(to: &piece, indent: 4)
            isFirst = false
            guard piece.count >= pieceSize else { continue }
            try write(piece)
            piece.removeAll(keepingCapacity: true)
        }
        try write(piece)
        try write(Array("\n  ],\n".utf8))
        // The header is an object of its own; its opening brace and newline are already there.
        try write(Array(try StableJSON.fragment(header).dropFirst(2)))
        try write([UInt8(ascii: "\n")])
    }

    /// Decodes a manifest.
    ///
    /// Keys it does not know are ignored.
    ///
    /// - Throws: ``ManifestError``.
    public static func decode(_ bytes: [UInt8]) throws(ManifestError) -> Manifest {
        let data = Data(bytes)
        let decoder = JSONDecoder()
        let schema: Int
        do {
            schema = try decoder.decode(SchemaNumber.self, from: data).schema
        } catch {
            throw .notAManifest
        }
        guard schema == Manifest.schema else { throw .unsupportedSchema(schema) }
        do {
            return try decoder.decode(Manifest.self, from: data)
        } catch let error as DecodingError {
            throw .invalid(key: error.keyPath)
        } catch {
            throw .notAManifest
        }
    }

    /// Decodes `redactions.json`.
    ///
    /// - Throws: ``ManifestError``.
    public static func decodeRedactions(_ bytes: [UInt8]) throws(ManifestError) -> RedactionsDocument {
        do {
            return try JSONDecoder().decode(RedactionsDocument.self, from: Data(bytes))
        } catch let error as DecodingError {
            throw .invalid(key: error.keyPath)
        } catch {
            throw .notAManifest
        }
    }

    private struct SchemaNumber: Decodable {
        let schema: Int
    }
}

extension DecodingError {
    /// Where in the document: `artifacts.12.outcome`.
    fileprivate var keyPath: String {
        let path: [any CodingKey]
        switch self {
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            path = context.codingPath
        case .keyNotFound(let key, let context):
            path = context.codingPath + [key]
        @unknown default:
            path = []
        }
        return path.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
    }
}
