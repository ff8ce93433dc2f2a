internal import Platform
public import SystemPackage

/// A small text file that the user names or writes.
public enum UserFile {
    /// Reads a file whole.
    ///
    /// - Throws: ``ProfileError`` that names the file.
    public static func text(of path: FilePath, maximumBytes: Int) throws(ProfileError) -> String {
        let bytes: [UInt8]
        do {
            let file = try HostFileSystem().open(path)
            guard file.status.size <= maximumBytes else {
                throw ProfileError(
                    file: path.displayText,
                    line: nil,
                    problem: "larger than \(ByteCount(Int64(maximumBytes)))"
                )
            }
            var content: [UInt8] = []
            try file.read(at: 0, count: maximumBytes, into: &content)
            bytes = content
        } catch let error as ProfileError {
            throw error
        } catch {
            throw ProfileError(file: path.displayText, line: nil, problem: "\(error)")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw ProfileError(file: path.displayText, line: nil, problem: "not UTF-8 text")
        }
        return text
    }
}
