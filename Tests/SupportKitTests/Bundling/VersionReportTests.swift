@testable import SupportKit
import Testing

@Suite struct VersionReportTests {
    private func finding(_ source: String, _ version: String?, running: Bool = false) -> VersionFinding {
        VersionFinding(
            source: source,
            tellsRunning: running,
            version: version,
            evidence: version.map { "line with \($0)" } ?? "no file"
        )
    }

    private func subject(_ findings: [VersionFinding], component: String? = nil) -> VersionReport.Subject {
        .init(component: component, findings: findings)
    }

    @Test func theFirstSourceThatKnowsCounts() {
        let subject = subject([finding("log", nil, running: true), finding("program", "2.0"), finding("file", "2.0")])
        #expect(subject.version?.source == "program")
        #expect(subject.disagreement == nil)
        #expect(self.subject([finding("log", nil)]).version == nil)
        #expect(self.subject([finding("log", nil)]).disagreement == nil)
        #expect(self.subject([]).version == nil)
    }

    @Test func whatRunsAndWhatIsInstalledMayDiffer() {
        let subject = subject([finding("log", "1.9", running: true), finding("program", nil), finding("file", "2.0")])
        #expect(
            subject.disagreement
                == "the sources disagree on the version: 1.9 (log), 2.0 (file); what runs, or ran last, is 1.9 and what is "
                + "installed is 2.0: it was replaced without a restart, or the log is older than the installation"
        )
    }

    @Test(arguments: [(false, false), (true, true), (false, true)])
    func otherwiseTheOrderDecides(first: Bool, second: Bool) {
        let subject = subject([
            finding("a", "1", running: first), finding("b", "2", running: second), finding("c", "1"),
        ])
        #expect(
            subject.disagreement
                == "the sources disagree on the version: 1 (a), 2 (b), 1 (c); the first in the profile's order is used"
        )
    }

    @Test func theTextKeepsTheEvidence() {
        let report = VersionReport(subjects: [
            subject([finding("log", "1.9", running: true), finding("file", nil)]),
            subject([finding("java -version", nil)], component: "Java"),
        ])
        #expect(report.product?.version?.version == "1.9")
        #expect(
            report.text(title: "AMPS") == """
                AMPS: 1.9
                  log: 1.9
                    | line with 1.9
                  file: -
                    | no file

                Java: not found
                  java -version: -
                    | no file


                """
        )
        let disagreeing = VersionReport(subjects: [subject([finding("a", "1"), finding("b", "2")])])
        #expect(
            disagreeing.text(title: "AMPS").hasPrefix(
                "AMPS: 1\n  NOTE: the sources disagree on the version: 1 (a), 2 (b);"
            )
        )
    }

    @Test func longEvidenceIsCut() {
        let long = VersionFinding(
            source: "s",
            tellsRunning: false,
            version: "1",
            evidence: (0..<50).map { "line \($0)" }.joined(separator: "\n\n")
        )
        let lines = VersionReport(subjects: [subject([long])]).text(title: "T").split(separator: "\n")
        #expect(lines.count { $0.hasPrefix("    | ") } == 20)
    }
}
