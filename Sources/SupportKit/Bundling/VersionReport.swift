/// The versions of a product and its components, with the evidence.
struct VersionReport: Equatable {
    /// The findings for the product or one component.
    struct Subject: Equatable {
        /// nil for the product itself.
        let component: String?
        let findings: [VersionFinding]

        /// The version that counts: the first source that has one, in the profile's order.
        var version: VersionFinding? { findings.first { $0.version != nil } }

        /// What to say when sources disagree; nil when they agree.
        var disagreement: String? {
            guard let chosen = version else { return nil }
            let others = findings.filter { $0.version != nil && $0.version != chosen.version }
            guard let other = others.first else { return nil }
            let said = findings.compactMap { finding in finding.version.map { "\($0) (\(finding.source))" } }
            let meaning =
                chosen.tellsRunning && !other.tellsRunning
                ? "what runs, or ran last, is \(chosen.version ?? "") and what is installed is \(other.version ?? ""): "
                    + "it was replaced without a restart, or the log is older than the installation"
                : "the first in the profile's order is used"
            return "the sources disagree on the version: \(said.joined(separator: ", ")); \(meaning)"
        }
    }

    let subjects: [Subject]

    /// The product's own findings.
    var product: Subject? { subjects.first { $0.component == nil } }

    /// The text kept in the bundle.
    func text(title: String) -> String {
        var text = ""
        for subject in subjects {
            text += "\(subject.component ?? title): \(subject.version?.version ?? "not found")\n"
            if let disagreement = subject.disagreement { text += "  NOTE: \(disagreement)\n" }
            for finding in subject.findings {
                text += "  \(finding.source): \(finding.version ?? "-")\n"
                for line in finding.evidence.split(separator: "\n", omittingEmptySubsequences: true).prefix(20) {
                    text += "    | \(line)\n"
                }
            }
            text += "\n"
        }
        return text
    }
}
