internal import Platform
public import SystemPackage

/// A file that holds a request or the answers for one, told apart by its name.
public enum RequestFile: Sendable {
    /// An answers file or a saved draft (`.yml`, `.yaml`).
    case answers(AnswersFile)
    /// The text of a request: an e-mail (`.eml`) or the plain text (any other name).
    case document(RequestDocument)

    /// Reads a file.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - templates: The wordings a request in it may have been written with.
    /// - Returns: What it holds.
    /// - Throws: `RequestFileError` or `AnswersError`; neither quotes the file.
    public static func read(_ path: FilePath, templates: [RequestTemplate]) throws -> RequestFile {
        let name = path.displayText
        switch path.extension?.lowercased() {
        case "yml", "yaml":
            let text = try text(of: path, limit: AnswersFile.maximumBytes)
            return .answers(try AnswersFile(yaml: text, fileName: name))
        case "eml":
            let email = try StoredEmail(bytes(of: path, limit: StoredEmail.maximumBytes), fileName: name)
            return .document(RequestDocument(email, templates: templates))
        default:
            let text = try text(of: path, limit: AnswersFile.maximumBytes)
            return .document(try RequestDocument(text: text, fileName: name, templates: templates))
        }
    }

    /// The content of a regular file of at most `limit` bytes; links are followed, for the path is the reader's choice.
    static func bytes(of path: FilePath, limit: Int) throws(RequestFileError) -> [UInt8] {
        do {
            let file = try RegularFile.open(path)
            guard file.size <= limit else {
                throw RequestFileError(file: path.displayText, problem: "larger than \(ByteCount(Int64(limit)))")
            }
            return try file.descriptor.read(count: limit, path: path)
        } catch let error as RequestFileError {
            throw error
        } catch {
            throw RequestFileError(file: path.displayText, problem: "\(error)")
        }
    }

    private static func text(of path: FilePath, limit: Int) throws(RequestFileError) -> String {
        guard let text = String(validating: try bytes(of: path, limit: limit), as: UTF8.self) else {
            throw RequestFileError(file: path.displayText, problem: "not UTF-8 text")
        }
        return text
    }
}
