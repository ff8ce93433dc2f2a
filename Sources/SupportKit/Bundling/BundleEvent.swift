/// What happens while a bundle is made, for whoever shows progress.
public enum BundleEvent: Sendable {
    /// An artifact begins: its place in the plan, how many there are, and where it comes from.
    case began(index: Int, count: Int, source: String)
    /// Bytes of the current artifact have been read.
    case read(bytes: Int64)
    /// An artifact has ended.
    case ended(ArtifactRecord)
}
