/// The closed set of names a template may use.
enum TemplateVocabulary {
    /// Names that stand for one text, everywhere.
    static let texts: Set<String> = Set(Answers.Field.allCases.map(\.rawValue)).union([
        "bundle.fileName", "bundle.bytes", "bundle.outcome", "bundle.sha256", "bundle.size", "coverage",
        "crashRecipient", "created", "details", "host", "instance", "kernel", "operatingSystem", "productTitle",
        "redaction", "severityDefinition", "severityLabel", "toolVersion", "vendorName", "versionEvidence",
        "window.since",
        "window.timezone", "window.until",
    ])

    /// Names that only open a section.
    static let conditions: Set<String> = ["bundle", "bundle.isAttached", "contact", "isProcessTest", "window"]

    /// Names of lists, with the names inside their sections.
    static let lists: [String: Set<String>] = [
        "collected": ["category", "files", "size"],
        "components": ["componentName", "componentVersion"],
        "crashes": ["path"],
        "errors": ["line"],
        "events": ["line"],
        "deviations": ["observedValue", "recommendedValue", "setting"],
        "missing": ["reason", "remedy", "what"],
    ]

    /// Everything that may stand at a place, for an error message.
    static func names(inside sections: [String]) -> [String] {
        (texts.union(conditions).union(lists.keys).union(sections.flatMap { lists[$0] ?? [] })).sorted()
    }
}
