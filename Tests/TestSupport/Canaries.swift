internal import Foundation

/// The secrets of a demonstration, and the search for them.
public enum Canaries {
    /// Reads a list, one a line.
    ///
    /// - Throws: ``TestFailure`` when there is none.
    public static func read(_ path: String) throws -> [String] {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { throw TestFailure("no \(path)") }
        let canaries = text.split(separator: "\n").map(String.init)
        guard !canaries.isEmpty else { throw TestFailure("\(path) is empty") }
        return canaries
    }

    /// Those of the canaries that stand in the bytes, plainly or in the ways a program may have written them.
    public static func found(_ canaries: [String], in bytes: [UInt8]) -> [String] {
        let data = Data(bytes)
        return canaries.filter { canary in
            spellings(of: canary).contains { data.range(of: Data($0.utf8)) != nil }
        }
    }

    private static func spellings(of canary: String) -> Set<String> {
        var spellings: Set = [
            canary, Data(canary.utf8).base64EncodedString(),
            canary.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;"),
            canary.replacing("<", with: "\\u003c").replacing(">", with: "\\u003e").replacing("&", with: "\\u0026"),
        ]
        if let escaped = canary.addingPercentEncoding(withAllowedCharacters: .alphanumerics) {
            spellings.insert(escaped)
        }
        return spellings
    }
}
