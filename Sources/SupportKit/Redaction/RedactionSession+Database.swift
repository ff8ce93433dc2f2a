extension RedactionSession {
    private static let shortValue = 4_096

    /// Redacts one text value of a database.
    ///
    /// The name of its column counts as the value's key. The new value is nil when nothing changes; if redaction fails the
    /// whole value is replaced.
    func redact(_ value: Span<UInt8>, column: String) -> [UInt8]? {
        let key = Array(column.utf8)
        let isKeyed = classifier.classify(key, 0..<key.count).isSecret
        let prefix = isKeyed ? key + [UInt8(ascii: "=")] : []
        var input = prefix
        input.append(copying: value)
        var output: [UInt8] = []
        do {
            var redactor = Redactor(
                session: self,
                grammar: isKeyed ? .properties : .text,
                preservingLength: false,
                isShort: input.count < Self.shortValue
            )
            try redactor.consume(input.span) { bytes in bytes.withSpan { output.append(copying: $0) } }
            _ = try redactor.finish { bytes in bytes.withSpan { output.append(copying: $0) } }
        } catch {
            return Array("[REDACTED:value]".utf8)
        }
        guard output != input else { return nil }
        return Array(output.dropFirst(prefix.count))
    }
}
