extension RequestForm {
    static let keys = ["subject", "required", "questions"]
    private static let questionKeys = ["question", "good-answer"]

    /// Reads the `request` section of a profile; the addresses come from its vendor.
    init(profile node: SettingsNode?, vendor: VendorProfile) throws(ProfileError) {
        self.init(recipients: vendor.support, crashRecipient: vendor.crash)
        guard let node else { return }
        if let subject = try node.string("subject") { self.subject = subject }
        if node.has("required") {
            required = []
            for name in try node.strings("required") {
                required.append(try Self.field(name, at: "required", node))
            }
        }
        guard let questions = try node.node("questions", keys: Answers.Field.allCases.map(\.rawValue)) else { return }
        for field in Answers.Field.allCases {
            guard let wording = try questions.node(field.rawValue, keys: Self.questionKeys) else { continue }
            self.questions[field] = Wording(
                question: try wording.string("question"),
                goodAnswer: try wording.string("good-answer")
            )
        }
    }

    private static func field(_ name: String, at key: String, _ node: SettingsNode) throws(ProfileError)
        -> Answers.Field
    {
        guard let field = Answers.Field(rawValue: name) else {
            let known = Answers.Field.allCases.map(\.rawValue).joined(separator: ", ")
            throw node.error(at: key, "there is no question '\(name)'; there are: \(known)")
        }
        return field
    }
}
