/// The categories of artifacts, which are also the folders of a bundle, in the order they are collected.
///
/// Configuration comes first: what is recognised as a secret there is then looked for everywhere else.
public enum Category: String, CaseIterable, Codable, Hashable, Sendable {
    case configuration, version, logs, statistics, host, diagnostics
}
