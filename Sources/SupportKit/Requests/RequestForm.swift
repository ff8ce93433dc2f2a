/// What a product's profile says about its support request: to whom it goes and what it must answer.
public struct RequestForm: Sendable, Equatable {
    /// Other words for a question, where the product's vendor needs something particular.
    public struct Wording: Sendable, Equatable {
        /// The question, or nil for the usual one.
        public var question: String?
        /// What a good answer looks like, or nil for the usual words.
        public var goodAnswer: String?

        /// Creates other words for a question.
        public init(question: String? = nil, goodAnswer: String? = nil) {
            self.question = question
            self.goodAnswer = goodAnswer
        }
    }

    /// The subject used when a profile has none.
    public static let defaultSubject =
        "{{#case}}[{{case}}] {{/case}}[{{severityLabel}}] "
        + "{{productTitle}}{{#version}} {{version}}{{/version}}: {{impact}}"

    /// The addresses it goes to, as `a@b` or `Name <a@b>`.
    public var recipients: [String]
    /// The subject: a template of one line with the placeholders of the body.
    public var subject: String
    /// The questions that must be answered, besides those the template puts plainly.
    public var required: [Answers.Field]
    /// Other words for single questions.
    public var questions: [Answers.Field: Wording]
    /// The address for minidumps and core files, where it is another one.
    public var crashRecipient: String?

    /// Creates a form; without arguments, one with the usual subject and questions and no address.
    public init(
        recipients: [String] = [],
        subject: String = RequestForm.defaultSubject,
        required: [Answers.Field] = Answers.Field.allCases.filter(\.isRequiredByDefault),
        questions: [Answers.Field: Wording] = [:],
        crashRecipient: String? = nil
    ) {
        self.recipients = recipients
        self.subject = subject
        self.required = required
        self.questions = questions
        self.crashRecipient = crashRecipient
    }

    /// The question as this form words it.
    public func question(for field: Answers.Field) -> String { questions[field]?.question ?? field.question }

    /// What a good answer looks like, as this form words it.
    public func goodAnswer(for field: Answers.Field) -> String { questions[field]?.goodAnswer ?? field.goodAnswer }

    /// What stands where the answer is missing, such as `describe impact (what the users cannot do)`.
    public func task(for field: Answers.Field) -> String { "\(field.task) (\(goodAnswer(for: field)))" }
}
