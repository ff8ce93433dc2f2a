/// The versions of supportkit itself.
public enum ToolVersion {
    /// The program's.
    public static let number = "0.1.0"
    /// That of the redaction rules: the day they last changed.
    public static let rules = "2026-11-21"
}
