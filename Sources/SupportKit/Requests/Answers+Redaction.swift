extension Answers {
    /// The same answers without the secrets somebody pasted into them.
    ///
    /// An answer that its field no longer accepts then, such as an address, is left out.
    public func redacted(by session: RedactionSession) -> Answers {
        var redacted = Answers()
        for field in answered {
            try? redacted.set(
                field,
                to: session.redact(self[field] ?? "", keepsNames: field.isContact),
                source: field.rawValue
            )
        }
        return redacted
    }
}
