public import SystemPackage

/// The names in a directory with their status, sorted by their bytes; links are not followed.
public struct DirectoryListing: Sendable {
    /// One name.
    struct Item {
        /// Where its bytes stand.
        let name: Range<Int>
        let status: FileStatus
        let isReadable: Bool
    }

    /// Whether no link was followed on the way to the directory.
    public let isDirect: Bool
    private let names: [UInt8]
    private let items: [Item]

    init(isDirect: Bool, names: [UInt8], items: [Item]) {
        self.isDirect = isDirect
        self.names = names
        self.items = items.sorted { names[$0.name].lexicographicallyPrecedes(names[$1.name]) }
    }

    /// The numbers of the names.
    public var indices: Range<Int> { items.indices }

    /// The bytes of a name.
    public func name(_ index: Int) -> ArraySlice<UInt8> { names[items[index].name] }

    /// The name as a part of a path.
    public func component(_ index: Int) -> FilePath.Component {
        // A name that a directory holds is one component, whatever its bytes.
        FilePath(bytes: name(index)).lastComponent ?? "."
    }

    /// The status of what a name stands for itself, a link included.
    public func status(_ index: Int) -> FileStatus { items[index].status }

    /// Whether the caller may read the file; false for all that are not regular.
    public func isReadable(_ index: Int) -> Bool { items[index].isReadable }
}
