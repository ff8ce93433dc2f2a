internal import Platform
internal import Subprocess
internal import SystemPackage

/// Lets a person write a text in the editor of their choice.
public struct TerminalEditor: Sendable {
    private let words: [String]

    /// Takes the editor from `VISUAL` or `EDITOR`, else `vi`; both may have arguments, separated by blanks.
    public init() {
        let named = ["VISUAL", "EDITOR"].compactMap(ThisProcess.environment).first { !$0.allSatisfy(\.isWhitespace) }
        words = (named ?? "vi").split(whereSeparator: \.isWhitespace).map(String.init)
    }

    /// Opens the text in the editor and waits for its end.
    ///
    /// - Parameters:
    ///   - text: What is there already.
    ///   - hint: What is wanted; it stands below the text and is taken out again.
    /// - Returns: The text as it was saved, or nil with the reason where there is none.
    public func edit(_ text: String, hint: String) async -> Result<String, RequestFileError> {
        let name = "supportkit-answer-\(ThisProcess.identifier)-\(UInt32.random(in: 0 ... .max)).txt"
        let path = FilePath(ThisProcess.environment("TMPDIR") ?? "/tmp").appending(name)
        let mark = "# ------ Everything from this line on is left out. ------"
        let content = "\(text)\n\(mark)\n" + BodyText.lines(of: hint).map { "# \($0)\n" }.joined()
        let program = words.first ?? "vi"
        do {
            try RequestWriter.write(Array(content.utf8), to: path, replaces: false)
            defer { UnpublishedFile.remove(path) }
            // It shares our terminal, and our process group with it, as an editor must.
            let result = try await Subprocess.run(
                program.contains("/") ? .path(FilePath(program)) : .name(program),
                arguments: Arguments(words.dropFirst() + [path.string]),
                input: .fileDescriptor(.standardInput, closeAfterSpawningProcess: false),
                output: .fileDescriptor(.standardError, closeAfterSpawningProcess: false),
                error: .fileDescriptor(.standardError, closeAfterSpawningProcess: false)
            )
            guard result.terminationStatus.isSuccess else {
                return .failure(RequestFileError(file: program, problem: "the editor ended with an error"))
            }
            let limit = Answers.Field.maximumBytes + content.utf8.count
            let edited = String(decoding: try RequestFile.bytes(of: path, limit: limit), as: UTF8.self)
            let kept = edited.firstRange(of: "\n\(mark)").map { edited[..<$0.lowerBound] } ?? edited[...]
            return .success(kept.hasPrefix(mark) ? "" : String(kept))
        } catch let error as RequestFileError {
            return .failure(error)
        } catch {
            return .failure(
                RequestFileError(file: program, problem: "the editor could not be used; set EDITOR")
            )
        }
    }
}
