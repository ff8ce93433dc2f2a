/// The names of the artifact at hand without secrets: they are shown, written and stored, and redacted once for all that.
///
/// What was learned in the meantime makes it redact them anew.
final class ShownTexts {
    private let session: RedactionSession
    private var known: [String: String] = [:]
    /// How much was learned when the texts were redacted.
    private var learned = 0

    /// More texts than one artifact has.
    private static let limit = 8

    init(session: RedactionSession) {
        self.session = session
    }

    /// The text without secrets.
    func redact(_ text: String) -> String {
        let learned = session.learned.count
        if learned != self.learned || known.count >= Self.limit { known.removeAll(keepingCapacity: true) }
        self.learned = learned
        if let redacted = known[text] { return redacted }
        let redacted = session.redact(text)
        known[text] = redacted
        return redacted
    }
}
