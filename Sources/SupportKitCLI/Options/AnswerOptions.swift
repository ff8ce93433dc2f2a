internal import ArgumentParser
internal import Platform
internal import SupportKit
internal import SystemPackage

struct AnswerOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("What users or the business cannot do.", valueName: "text"))
    var impact: String?

    @Option(name: .long, help: ArgumentHelp("What is seen, in the words of the messages.", valueName: "text"))
    var observed: String?

    @Option(name: .long, help: ArgumentHelp("What was expected instead.", valueName: "text"))
    var expected: String?

    @Option(name: .long, help: ArgumentHelp("1 (production is down) to 4 (a question).", valueName: "1…4"))
    var severity: String?

    @Option(name: .long, help: ArgumentHelp("production, test, development, …", valueName: "name"))
    var environment: String?

    @Option(
        name: .customLong("case"),
        help: ArgumentHelp("The vendor's case number, if there is one.", valueName: "id")
    )
    var caseID: String?

    @Option(name: .long, help: ArgumentHelp("A YAML file with answers; options win over it.", valueName: "file"))
    var answers: String?

    @Option(
        name: .long,
        parsing: .singleValue,
        help: ArgumentHelp(
            "Leave a part of the facts out of the request: \(RequestFacts.Part.allCases.map(\.rawValue).joined(separator: ", ")); may be repeated.",
            valueName: "part"
        ),
        transform: AnswerOptions.part
    )
    var strike: [RequestFacts.Part] = []

    @Flag(name: .long, help: "Never ask; what is not answered stands out in the draft.")
    var batch = false

    private static func part(_ text: String) throws -> RequestFacts.Part {
        guard let part = RequestFacts.Part(rawValue: text) else {
            let known = RequestFacts.Part.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("--strike: there is no part '\(text)'; there are: \(known)")
        }
        return part
    }

    func resolve(settings: HostSettings) throws -> Answers {
        var given = Answers()
        let options: [(String, Answers.Field, String?)] = [
            ("--impact", .impact, impact), ("--observed", .observed, observed), ("--expected", .expected, expected),
            ("--severity", .severity, severity), ("--environment", .environment, environment),
            ("--case", .caseID, caseID),
        ]
        for (name, field, value) in options {
            if let value { try given.set(field, to: value, source: name) }
        }
        if let answers {
            let text = try UserFile.text(of: InstallationOptions.absolute(answers), maximumBytes: 1 << 20)
            given = given.merging(over: try Answers.parse(yaml: text, fileName: answers))
        }
        return given.merging(over: try settings.answers())
    }
}
