internal import CPlatform
internal import Glibc
public import SystemPackage

/// What the system says of a file without opening its content.
public struct FileStatus: Equatable, Sendable {
    /// The kinds of file a collector tells apart.
    public enum Kind: Equatable, Sendable {
        case regular, directory, link, other
    }

    /// What kind of file it is.
    public let kind: Kind
    /// Size in bytes; 0 for most files of /proc, whatever they hold.
    public let size: Int64
    /// Space in use, in bytes: less than `size` for a sparse file.
    public let allocated: Int64
    /// Permission bits, as in `chmod`.
    public let permissions: UInt32
    /// Numeric owner.
    public let owner: UInt32
    /// Numeric group.
    public let group: UInt32
    /// Last change of content, seconds since 1970.
    public let modified: Int64
    /// The nanoseconds of `modified`.
    public let modifiedNanoseconds: Int
    /// Device and inode: the identity of the file.
    public let device: UInt64
    /// See `device`.
    public let inode: UInt64
    /// Number of names the file has.
    public let links: UInt64
    /// When the file was made, seconds since 1970; nil where that is not known.
    public internal(set) var created: Int64?

    init(_ raw: stat) {
        switch raw.st_mode & S_IFMT {
        case S_IFREG: kind = .regular
        case S_IFDIR: kind = .directory
        case S_IFLNK: kind = .link
        default: kind = .other
        }
        size = Int64(raw.st_size)
        allocated = Int64(raw.st_blocks) * 512
        permissions = UInt32(raw.st_mode & 0o7777)
        owner = raw.st_uid
        group = raw.st_gid
        // A file may claim any time; years 0 to 9999 can be written down.
        modified = min(max(Int64(raw.st_mtim.tv_sec), -62_167_219_200), 253_402_300_799)
        modifiedNanoseconds = Int(raw.st_mtim.tv_nsec)
        device = UInt64(raw.st_dev)
        inode = UInt64(raw.st_ino)
        links = UInt64(raw.st_nlink)
    }

    /// The status of a name in an open directory, links not followed; nil when it is not there any more.
    init?(of name: UnsafePointer<CChar>, in directory: Int32) {
        var raw = stat()
        var made: Int64 = .min
        guard unsafe sk_status_at(directory, name, &raw, &made) == 0 else { return nil }
        self.init(raw)
        created = made == .min ? nil : made
    }

    /// Restores a status of a regular file that was kept in another form.
    public init(
        size: Int64,
        allocated: Int64,
        permissions: UInt32,
        owner: UInt32,
        group: UInt32,
        modified: Int64,
        modifiedNanoseconds: Int,
        device: UInt64,
        inode: UInt64,
        links: UInt64,
        created: Int64?
    ) {
        kind = .regular
        self.size = size
        self.allocated = allocated
        self.permissions = permissions
        self.owner = owner
        self.group = group
        self.modified = modified
        self.modifiedNanoseconds = modifiedNanoseconds
        self.device = device
        self.inode = inode
        self.links = links
        self.created = created
    }

    /// The status of an open file.
    ///
    /// - Throws: ``SystemError`` naming `path`, which is used for nothing else.
    public init(of descriptor: FileDescriptor, path: FilePath) throws(SystemError) {
        var raw = stat()
        var made: Int64 = .min
        let result = unsafe sk_status(descriptor.rawValue, &raw, &made)
        guard result == 0 else { throw SystemError("examine", path, errno: Errno(rawValue: -result)) }
        self.init(raw)
        created = made == .min ? nil : made
    }
}
