extension Answers {
    /// Reads the answers of an answers file; see `AnswersFile`.
    ///
    /// - Parameters:
    ///   - text: The content of the file.
    ///   - fileName: Its name, for errors.
    /// - Returns: The answers in it; none for an empty file.
    /// - Throws: `AnswersError` with the line. An answer is never part of it.
    public static func parse(yaml text: String, fileName: String) throws(AnswersError) -> Answers {
        try AnswersFile(yaml: text, fileName: fileName).answers
    }
}
