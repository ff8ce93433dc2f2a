internal import Platform

/// A bundle that is complete and has no name yet, with what it came to.
struct FinishedBundle: ~Copyable {
    let file: UnpublishedFile
    let result: BundleBuilder.Result

    init(file: consuming UnpublishedFile, result: BundleBuilder.Result) {
        self.file = file
        self.result = result
    }

    /// Gives the file up to be published.
    consuming func intoFile() -> UnpublishedFile { file }
}
