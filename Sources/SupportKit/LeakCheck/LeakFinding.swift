/// A place in a bundle where a secret seems to stand.
///
/// Says where and by which rule; never the value, nor anything made from it.
public struct LeakFinding: Sendable, Equatable, CustomStringConvertible {
    /// Where in the entry.
    public enum Position: Sendable, Equatable {
        /// In its name.
        case name
        /// In this line of a text, counted from 1.
        case line(Int)
        /// At this byte of a binary entry, counted from 0.
        case byte(Int64)
        /// The entry as a whole.
        case whole
    }

    /// The entry's path in the bundle, safe to print; of an entry whose very name gives something away its number.
    public let entry: String
    /// Where in the entry.
    public let position: Position
    /// Id of the rule, see ``LeakRule/all``.
    public let rule: String

    /// Makes a finding.
    public init(entry: String, position: Position, rule: String) {
        self.entry = entry
        self.position = position
        self.rule = rule
    }

    /// Place and rule: `logs/app.log:12: private-key`.
    public var description: String {
        switch position {
        case .name: "the name of \(entry): \(rule)"
        case .line(let line): "\(entry):\(line): \(rule)"
        case .byte(let offset): "\(entry), byte \(offset): \(rule)"
        case .whole: "\(entry): \(rule)"
        }
    }
}
