public import SystemPackage

/// The configuration of one installation, as far as it could be read.
public struct ProductConfiguration: @unchecked Sendable {
    /// A configuration file in the order of reading: the main one first, then what it includes.
    public struct File: Equatable, Sendable {
        /// Its path.
        public let path: FilePath
        /// Why it could not be read; nil when it was.
        public let problem: String?
        /// Which file and line named it; nil for the main file.
        public let includedFrom: String?
        /// The user who could have chosen the path; nil when root or the caller did.
        public let namedBy: UInt32?
    }

    /// The files.
    public var files: [File] = []
    /// What people must know: names that could not be resolved, files that are not what they should be.
    public var notes: [String] = []
    /// Why no settings are known; nil when the main file was read.
    public var problem: String?
    // Written while reading, constant afterwards: that is what makes the value safe to send.
    let document: ConfigurationElement

    init(document: ConfigurationElement = ConfigurationElement(name: "", file: "", line: 0)) {
        self.document = document
    }

    /// Whether a configuration file was read.
    public var isRead: Bool { !files.isEmpty && problem == nil }

    /// All values of a setting such as `Admin/FileName`, root element left out of the path.
    public func values(at path: String) -> [String] {
        root?.elements(at: path).map(\.trimmedText).filter { !$0.isEmpty } ?? []
    }

    /// The root element.
    var root: ConfigurationElement? { document.children.first { !$0.name.hasPrefix("@") } }
}
