internal import Foundation
public import Testing

/// Compares text with the file `Snapshots/NAME` beside the calling test, byte for byte.
///
/// A file that is missing is written and the test fails, so that it gets looked at; `RECORD_SNAPSHOTS=1` does the same
/// for every file whose content differs.
public func assertSnapshot(
    _ text: String,
    named name: String,
    testFile: String = #filePath,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    let file = URL(filePath: testFile).deletingLastPathComponent().appending(path: "Snapshots/\(name)")
    let expected = try? Data(contentsOf: file)
    let actual = Data(text.utf8)
    if expected == actual { return }
    let isRecording = ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1"
    guard let expected, !isRecording else {
        do {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try actual.write(to: file)
            Issue.record("recorded \(name): look at it and run the test again", sourceLocation: sourceLocation)
        } catch {
            Issue.record("cannot record \(name): \(error)", sourceLocation: sourceLocation)
        }
        return
    }
    let old = String(decoding: expected, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    let new = text.split(separator: "\n", omittingEmptySubsequences: false)
    let line = zip(old, new).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? min(old.count, new.count)
    Issue.record(
        """
        \(name):\(line + 1) differs (RECORD_SNAPSHOTS=1 accepts the new text)
        - \(line < old.count ? old[line] : "(end)")
        + \(line < new.count ? new[line] : "(end)")
        """,
        sourceLocation: sourceLocation
    )
}
