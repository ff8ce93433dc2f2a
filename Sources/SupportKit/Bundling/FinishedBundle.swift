/// A bundle that is complete and has no name yet, with what it came to.
struct FinishedBundle: ~Copyable {
    let file: BundleSpool
    let result: BundleBuilder.Result

    init(file: consuming BundleSpool, result: BundleBuilder.Result) {
        self.file = file
        self.result = result
    }

    /// Gives the file up to be encrypted or published.
    consuming func intoFile() -> BundleSpool { file }
}
