internal import Platform
internal import SystemPackage

/// Patterns as `--exclude` and profiles write them: a pattern with a slash is compared with the whole path, where `*`
/// crosses slashes; one without is compared with the name alone.
enum PathPattern {
    static func matches(_ path: FilePath, name: FilePath.Component, pattern: String) -> Bool {
        if pattern.contains("/") { return NamePattern.matches(path, pattern: pattern) }
        return NamePattern.matches(name, pattern: pattern)
    }
}
