internal import Platform

/// The name of an entry of a bundle: a top folder and a place below it.
struct EntryName {
    /// The top folder.
    let folder: [UInt8]
    /// The place below it; empty for the top folder itself.
    let place: [UInt8]

    /// Splits the name of an entry.
    ///
    /// - Throws: a finding for a name that would lead an extracting program out of its directory, or that has more than
    ///   one spelling.
    init(_ bytes: [UInt8]) throws(InspectionFinding) {
        let slash = UInt8(ascii: "/")
        // Archivers end the names of directories with a slash.
        let trimmed = bytes.last == slash ? bytes.dropLast() : bytes[...]
        let parts = trimmed.split(separator: slash, omittingEmptySubsequences: false)
        let fault: String? =
            if bytes.first == slash {
                "is absolute"
            } else if parts.contains(where: { $0.elementsEqual("..".utf8) }) {
                "leads upwards with “..”"
            } else if parts.contains(where: { $0.isEmpty || $0.elementsEqual(".".utf8) }) {
                "has an empty or “.” component"
            } else {
                nil
            }
        if let fault {
            throw InspectionFinding(
                .unsafeName,
                path: String(lossless: bytes),
                "the name \(TerminalText.escaped(bytes)) \(fault)"
            )
        }
        folder = Array(parts.first ?? [])
        place = Array(trimmed.dropFirst(folder.count + 1))
    }
}
