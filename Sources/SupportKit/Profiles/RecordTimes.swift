/// How the records of a log write their times, where the profile says so.
public struct RecordTimes: Equatable, Sendable {
    static let keys = ["record-times", "timezone"]

    /// How records begin; nil when that is recognised.
    let format: RecordTimeFormat?
    /// The zone of times that name none; nil for the host's.
    let zone: TimeZoneName?

    /// Reads the two keys; nil when neither is there.
    init?(_ node: SettingsNode) throws(ProfileError) {
        var shapes: [RecordTimeShape] = []
        var patterns: [RecordTimePattern] = []
        for text in try node.strings("record-times") {
            if let named = RecordTimeFormat(name: text) {
                shapes += named.shapes
                continue
            }
            guard text.contains("%") else {
                let names = RecordTimeFormat.names.joined(separator: ", ")
                throw node.error(
                    at: "record-times",
                    "'\(text)' is neither one of \(names), nor a pattern such as %d.%m.%Y %H:%M:%S"
                )
            }
            do throws(RecordTimePattern.Problem) {
                patterns.append(try RecordTimePattern(text))
            } catch {
                throw node.error(at: "record-times", "'\(text)': \(error.text)")
            }
        }
        zone = try node.string("timezone").map { (name) throws(ProfileError) in
            guard let zone = TimeZoneName(name: name) else {
                throw node.error(at: "timezone", "there is no time zone '\(name)'; write it as Europe/Berlin or UTC")
            }
            return zone
        }
        let isDeclared = !shapes.isEmpty || !patterns.isEmpty
        format = isDeclared ? RecordTimeFormat(shapes: shapes, patterns: patterns) : nil
        if format == nil, zone == nil { return nil }
    }
}
