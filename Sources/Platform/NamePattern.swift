internal import Glibc
public import SystemPackage

/// A shell pattern for one name: `*`, `?` and `[…]`, as fnmatch(3) reads them.
public enum NamePattern {
    /// Whether a name matches; a leading dot needs no dot in the pattern.
    public static func matches(_ name: FilePath.Component, pattern: String, isCaseless: Bool = false) -> Bool {
        // FNM_CASEFOLD is a GNU extension that Swift does not see.
        unsafe name.withPlatformString { unsafe fnmatch(pattern, $0, isCaseless ? 1 << 4 : 0) == 0 }
    }

    /// Whether a name matches one of many patterns.
    public static func matches(_ name: FilePath.Component, anyOf patterns: [String], isCaseless: Bool = false) -> Bool {
        unsafe name.withPlatformString { name in
            patterns.contains { unsafe fnmatch($0, name, isCaseless ? 1 << 4 : 0) == 0 }
        }
    }

    /// Whether a whole path matches; `*` crosses slashes.
    public static func matches(_ path: FilePath, pattern: String) -> Bool {
        unsafe path.withPlatformString { unsafe fnmatch(pattern, $0, 0) == 0 }
    }

    /// Whether text has characters that make it a pattern.
    public static func isPattern(_ text: String) -> Bool {
        text.utf8.contains { [UInt8(ascii: "*"), UInt8(ascii: "?"), UInt8(ascii: "[")].contains($0) }
    }

    /// The pattern that matches exactly `text`.
    public static func escaped(_ text: String) -> String {
        var pattern = ""
        for character in text.unicodeScalars {
            if ["*", "?", "[", "]", "\\"].contains(character) { pattern += "\\" }
            pattern.unicodeScalars.append(character)
        }
        return pattern
    }
}
