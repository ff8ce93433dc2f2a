/// A range of a line that is to be replaced, and by what.
struct Mask {
    enum Style {
        /// The label.
        case label
        /// The label in quotes, where the bare value was a number or a plain scalar.
        case quotedLabel
        /// Nothing: the label of this value stands on an earlier line.
        case erased
    }

    var start: Int
    var end: Int
    /// Index in ``RedactionRule/all``; nil if the line is masked because a rule failed.
    var rule: Int?
    var style: Style
    /// Whether the value may be learned from here.
    var teaches: Bool
    /// Index of the known form that was found, for its number.
    var form: Int?
}
