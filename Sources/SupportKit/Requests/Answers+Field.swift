extension Answers {
    /// A question to a person: the closed list of what a request can be told.
    ///
    /// The raw value is the key in an answers file and the placeholder in a template. The order is the order of asking.
    public enum Field: String, Sendable, CaseIterable, Hashable {
        case version
        case impact
        case observed
        case expected
        case severity
        case environment
        case components
        case started
        case ended
        case stillHappening
        case scope
        case frequency
        case lastKnownGood
        case changed
        case tried
        case reproduction
        case workaround
        case wanted
        case caseID = "case"
        case customer
        case contract
        case contactName = "contact.name"
        case contactEmail = "contact.email"
        case contactTelephone = "contact.telephone"
        case contactHours = "contact.hours"
        case remoteSession
    }
}

extension Answers.Field {
    /// The most bytes (UTF-8) an answer may have.
    public static let maximumBytes = 65_536
    /// The most bytes (UTF-8) an answer of one line may have.
    public static let maximumLineBytes = 500

    /// The heading under which the answer stands.
    public var title: String { wording.title }

    /// The question, as asked on a terminal.
    public var question: String { wording.question }

    /// What to do about it when it has not been answered, such as `describe impact`.
    public var task: String { wording.task }

    /// What a good answer looks like, in a few words.
    public var goodAnswer: String { wording.goodAnswer }

    /// One made-up answer.
    public var example: String { wording.example }

    /// Whether it says whom to call back.
    public var isContact: Bool {
        switch self {
        case .contactName, .contactEmail, .contactTelephone, .contactHours: true
        default: false
        }
    }

    /// Whether a request needs it when its form does not say otherwise.
    public var isRequiredByDefault: Bool {
        switch self {
        case .impact, .observed, .expected, .severity, .environment, .started, .contactName, .contactEmail: true
        default: false
        }
    }

    /// Whether the answer may have more than one line.
    public var acceptsSeveralLines: Bool {
        switch self {
        case .impact, .observed, .expected, .components, .scope, .frequency, .lastKnownGood, .changed, .tried,
            .reproduction,
            .workaround, .wanted, .remoteSession:
            true
        default: false
        }
    }

    /// Why the field does not accept an answer, or nil if it does.
    ///
    /// The answer is never quoted.
    public func problem(with answer: String) -> String? {
        if answer.utf8.count > Self.maximumBytes {
            return "longer than \(Self.maximumBytes) bytes; shorten it and attach the rest"
        }
        if !acceptsSeveralLines {
            if answer.utf8.count > Self.maximumLineBytes { return "longer than \(Self.maximumLineBytes) bytes" }
            if let problem = HeaderText.problem(in: answer) { return "must be one line of text, but has \(problem)" }
        }
        switch self {
        case .severity:
            return RequestSeverity.allCases.contains { String($0.rawValue) == answer }
                ? nil : "must be 1, 2, 3 or 4 (1 is the most severe)"
        case .contactEmail:
            return EmailAddress.isAddress(answer) ? nil : "is not an e-mail address such as jo@example.com"
        default:
            return nil
        }
    }

    /// What a process test says about an incident that there is not.
    var processTestAnswer: String? {
        switch self {
        case .impact: "none (process test)"
        case .observed: "nothing unusual; this is a process test"
        case .expected: "confirmation that this request arrived and that its artifacts can be opened"
        default: nil
        }
    }

    /// Whether the question makes no sense without an incident.
    var needsIncident: Bool { self == .severity || self == .started }

    private struct Wording {
        let title: String
        let question: String
        let task: String
        let goodAnswer: String
        let example: String
    }

    private var wording: Wording {
        switch self {
        case .version:
            Wording(
                title: "Version",
                question: "Which version of the product is running?",
                task: "state version",
                goodAnswer: "the full number the running server reports, hotfix included",
                example: "5.3.4.78"
            )
        case .impact:
            Wording(
                title: "Impact",
                question: "What is the impact?",
                task: "describe impact",
                goodAnswer: "what the users or the business cannot do, how many of them, and what it costs by when",
                example: "All 40 traders see prices up to five minutes old and have stopped trading."
            )
        case .observed:
            Wording(
                title: "Observed behaviour",
                question: "What do you see?",
                task: "describe issue",
                goodAnswer: "what happens, with the exact messages in the order in which they came",
                example: "Subscriptions stop receiving messages a few seconds after they are placed; no error."
            )
        case .expected:
            Wording(
                title: "Expected behaviour",
                question: "What should happen instead?",
                task: "describe expected behavior",
                goodAnswer: "what the product should do in this situation, and why you expect it",
                example: "Each update reaches every subscriber within 50 milliseconds, as it did until Friday."
            )
        case .severity:
            Wording(
                title: "Severity",
                question: "How severe is it, 1 to 4?",
                task: "choose severity 1 to 4",
                goodAnswer: RequestSeverity.allCases
                    .map { "\($0.rawValue) = \($0.definition)" }
                    .joined(separator: "; "),
                example: "2"
            )
        case .environment:
            Wording(
                title: "Environment",
                question: "Which environment is it?",
                task: "name environment",
                goodAnswer: "production, acceptance, test or development, with your own name for it",
                example: "production (site B)"
            )
        case .components:
            Wording(
                title: "Other components",
                question: "What else takes part, and in which versions?",
                task: "name other components",
                goodAnswer: "clients, virtual machine, proxies, load balancers and plug-ins with their versions",
                example: "Java client 5.3.4.0 on OpenJDK 17.0.9; HAProxy 2.6.12 in between"
            )
        case .started:
            Wording(
                title: "Started",
                question: "When did it start?",
                task: "say when it started",
                goodAnswer: "date, time and time zone, and how you know",
                example: "2026-11-21 01:30 UTC, first alert of the monitoring"
            )
        case .ended:
            Wording(
                title: "Ended",
                question: "When did it end?",
                task: "say when it ended",
                goodAnswer: "date, time and time zone; leave it out if it goes on",
                example: "2026-11-21 01:52 UTC, after a restart"
            )
        case .stillHappening:
            Wording(
                title: "Still happening",
                question: "Is it still happening?",
                task: "say whether it goes on",
                goodAnswer: "yes or no, and what made it stop",
                example: "no; it stopped when the server was restarted"
            )
        case .scope:
            Wording(
                title: "Scope",
                question: "Who and what is affected, and what is not?",
                task: "describe scope",
                goodAnswer: "one, some or all users, instances and sites, and what still works",
                example: "Only clients that connect through the second site; the first site is well."
            )
        case .frequency:
            Wording(
                title: "Frequency",
                question: "How often does it happen?",
                task: "describe frequency",
                goodAnswer: "once, again and again, at fixed times, or under load",
                example: "Every working day when the market opens, three times so far."
            )
        case .lastKnownGood:
            Wording(
                title: "Last known good",
                question: "When did it last work?",
                task: "say when it last worked",
                goodAnswer: "the last time it was seen to work, or that it never did",
                example: "Thursday 19 November all day."
            )
        case .changed:
            Wording(
                title: "Recent changes",
                question: "What has changed lately?",
                task: "describe recent changes",
                goodAnswer: "upgrades, configuration, load, network or operating system, with dates",
                example: "Kernel update on the host on 20 November; twice the usual load since then."
            )
        case .tried:
            Wording(
                title: "What was tried",
                question: "What have you done about it, and what came of it?",
                task: "describe what was tried",
                goodAnswer: "each step and its effect",
                example: "Restarted one client: no change. Restarted the server: well for an hour."
            )
        case .reproduction:
            Wording(
                title: "Reproduction",
                question: "Can you make it happen?",
                task: "describe reproduction",
                goodAnswer: "the smallest steps and input that show it",
                example: "Place a subscription with a filter on /price and publish 10,000 updates."
            )
        case .workaround:
            Wording(
                title: "Workaround",
                question: "Is there a workaround?",
                task: "describe workaround",
                goodAnswer: "what helps for now and how long you can live with it",
                example: "Restarting every hour; acceptable until Monday."
            )
        case .wanted:
            Wording(
                title: "Wanted",
                question: "What do you want from the vendor now?",
                task: "say what is wanted",
                goodAnswer: "service restored, a cause, or an answer, and by when",
                example: "The cause, before the markets open on Monday at 07:00 UTC."
            )
        case .caseID:
            Wording(
                title: "Case",
                question: "Is there a case already?",
                task: "give case number",
                goodAnswer: "the vendor's number",
                example: "12345"
            )
        case .customer:
            Wording(
                title: "Customer",
                question: "Which customer is it?",
                task: "name customer",
                goodAnswer: "the name or number under which the vendor knows you",
                example: "Example Markets"
            )
        case .contract:
            Wording(
                title: "Contract",
                question: "Under which support contract?",
                task: "give contract number",
                goodAnswer: "the number of the support contract or the support identifier",
                example: "0815"
            )
        case .contactName:
            Wording(
                title: "Contact",
                question: "Whom should the vendor talk to?",
                task: "name contact",
                goodAnswer: "the name of someone who knows the incident",
                example: "Jo Doe"
            )
        case .contactEmail:
            Wording(
                title: "E-mail",
                question: "Which e-mail address reaches that person?",
                task: "give contact e-mail",
                goodAnswer: "one address",
                example: "jo.doe@example.com"
            )
        case .contactTelephone:
            Wording(
                title: "Telephone",
                question: "Which telephone number reaches that person?",
                task: "give contact telephone",
                goodAnswer: "with the country code",
                example: "+44 20 7946 0000"
            )
        case .contactHours:
            Wording(
                title: "Hours",
                question: "When can that person be reached?",
                task: "give contact hours",
                goodAnswer: "days and times with their time zone, or 24x7",
                example: "24x7 until it is solved"
            )
        case .remoteSession:
            Wording(
                title: "Remote session",
                question: "May the vendor look at it together with you?",
                task: "say whether a remote session is allowed",
                goodAnswer: "yes or no, by which means, who must be asked, and what must not be shown",
                example: "Yes, by screen sharing only, with our operator at the keyboard; no file transfer."
            )
        }
    }
}
