/// The categories of artifacts, which are also the folders of a bundle.
public enum Category: String, CaseIterable, Codable, Hashable, Sendable {
    case configuration, version, logs, statistics, host, diagnostics

    /// The order of collection.
    ///
    /// Configuration comes first: what is recognised as a secret there is then looked for everywhere else. What is small
    /// comes before what is large, so that an interrupted run has it.
    static let collectionOrder: [Category] = [.configuration, .version, .host, .diagnostics, .statistics, .logs]
}
