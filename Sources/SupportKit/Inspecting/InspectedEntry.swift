/// A file found in a bundle.
public struct InspectedEntry: Codable, Hashable, Sendable {
    /// Its name below the top folder, bytes that are not UTF-8 as `String(lossless:)` writes them.
    ///
    /// Not escaped.
    public let path: String
    /// Its size in bytes.
    public let bytes: Int64
    /// The SHA-256 of its content, 64 small hexadecimal digits; empty where an overview did not read it.
    public let sha256: String

    /// Whether an entry is the one of a path, or below the folder it names.
    public static func isPlace(_ place: String, at path: String) -> Bool {
        place.hasPrefix(path) && (place.utf8.count == path.utf8.count || place.hasPrefix(path + "/"))
    }
}
