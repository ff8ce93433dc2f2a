internal import CPlatform
internal import Glibc
public import SystemPackage

/// The files of this host, or of a copy of another host, opened so that nobody can aim the collector elsewhere.
///
/// Every component of a path is opened on its own and links are resolved here, never by the kernel. A link is followed
/// only when nothing is gained by following it: it belongs to root or to the caller, or its owner also owns the target.
/// Only regular files are opened for reading; that is decided on a descriptor that cannot read (`O_PATH`), so a FIFO or
/// a device is never touched. In a copy, absolute links and `..` stay inside the copy.
public struct HostFileSystem: Sendable {
    /// The directory that stands for `/`: `/` itself, or the copy.
    public let root: FilePath

    private static let maximumLinks = 40

    /// Creates a view of this host (`/`) or of a copy of another one.
    public init(root: FilePath = "/") {
        self.root = root
    }

    /// Whether this is a copy rather than the running host.
    public var isCopy: Bool { root != "/" }

    /// Opens a regular file for reading, without waiting and without changing its access time where that is allowed.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - namer: the user who could have chosen the path, as the owner of a configuration does; nil when root or the caller
    ///     chose it. The file is then opened only if that user may read it himself.
    /// - Returns: the file.
    /// - Throws: ``AccessError``.
    public func open(_ path: FilePath, namedBy namer: UInt32? = nil) throws(AccessError) -> OpenedFile {
        let place = try resolve(path, wayMatters: namer != nil)
        try check(place, path, namer)
        switch place.status.kind {
        case .regular: break
        case .directory: throw .failed(SystemError("read", path, errno: .isDirectory))
        case .link, .other: throw .notARegularFile(path)
        }
        var number = sk_reopen_for_reading(place.descriptor.rawValue)
        let isByName = number == -ENOENT || number == -ELOOP
        if isByName {
            // No /proc here: open by name below the directory reached, and compare identities.
            number = try resolve(path, wayMatters: true).reopenByName()
        }
        guard number >= 0 else { throw accessError(errno: -number, path: path, obstacle: path, status: place.status) }
        let handle = OwnedDescriptor(number: number)
        // Through /proc it is the very file that was looked at.
        guard isByName else { return OpenedFile(handle: handle, path: path, status: place.status) }
        let status: FileStatus
        do throws(SystemError) {
            status = try FileStatus(of: handle.descriptor, path: path)
        } catch {
            throw .failed(error)
        }
        guard status.device == place.status.device, status.inode == place.status.inode else {
            throw .failed(SystemError("open", path, errno: .resourceTemporarilyUnavailable))
        }
        return OpenedFile(handle: handle, path: path, status: status)
    }

    /// The status of what a path leads to, links followed; with `namer` as for opening.
    public func status(of path: FilePath, namedBy namer: UInt32? = nil) throws(AccessError) -> FileStatus {
        let place = try resolve(path, wayMatters: namer != nil)
        try check(place, path, namer)
        return place.status
    }

    /// What the system says of the file a path leads to, found in one go.
    public struct Look: Sendable {
        /// The status, links followed.
        public let status: FileStatus
        /// The path with all links resolved, as seen from inside a copy.
        public let realPath: FilePath
        /// Whether the caller may read it.
        public let isReadable: Bool
    }

    /// Looks at what a path leads to without opening it; with `namer` as for opening.
    public func look(at path: FilePath, namedBy namer: UInt32? = nil) throws(AccessError) -> Look {
        let place = try resolve(path, wayMatters: namer != nil)
        try check(place, path, namer)
        return Look(status: place.status, realPath: place.realPath, isReadable: place.isReadable)
    }

    /// The path with all links resolved, as seen from inside a copy.
    public func realPath(of path: FilePath) throws(AccessError) -> FilePath {
        try resolve(path).realPath
    }

    /// Whether the caller may read the file, or search the directory, that a path leads to.
    public func isReadable(_ path: FilePath) throws(AccessError) -> Bool {
        try resolve(path).isReadable
    }

    /// The entries of a directory, sorted by the bytes of their names; `.` and `..` are left out.
    public func entries(of path: FilePath) throws(AccessError) -> [DirectoryEntry] {
        let listing = try listing(of: path)
        return listing.indices.map { DirectoryEntry(name: listing.component($0), status: listing.status($0)) }
    }

    /// The names in a directory; `.` and `..` are left out.
    public func listing(of path: FilePath) throws(AccessError) -> DirectoryListing {
        let place = try resolve(path)
        guard place.status.kind == .directory else { throw .failed(SystemError("list", path, errno: .notDirectory)) }
        let number = unsafe Glibc.openat(
            place.descriptor.rawValue,
            ".",
            O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NONBLOCK
        )
        guard number >= 0 else { throw accessError(errno: errno, path: path, obstacle: path, status: place.status) }
        guard let stream = unsafe fdopendir(number) else {
            Glibc.close(number)
            throw .failed(.last("list", path))
        }
        defer { unsafe closedir(stream) }
        var names: [UInt8] = []
        var items: [DirectoryListing.Item] = []
        while true {
            errno = 0
            guard let record = unsafe readdir(stream) else {
                if errno != 0 { throw .failed(.last("list", path)) }
                break
            }
            unsafe withUnsafePointer(to: &record.pointee.d_name) { tuple in
                unsafe tuple.withMemoryRebound(to: CChar.self, capacity: 256) { name in
                    let bytes = unsafe UnsafeRawBufferPointer(start: name, count: strlen(name))
                    guard unsafe !bytes.elementsEqual(".".utf8), unsafe !bytes.elementsEqual("..".utf8),
                        // A name that vanished since is no longer an entry.
                        let status = unsafe FileStatus(of: name, in: number)
                    else { return }
                    var isReadable = false
                    // What a link leads to is not asked for here.
                    if status.kind == .regular { isReadable = unsafe faccessat(number, name, R_OK, AT_EACCESS) == 0 }
                    let start = names.count
                    unsafe names.append(contentsOf: bytes)
                    items.append(
                        DirectoryListing.Item(
                            name: start..<names.count,
                            status: status,
                            isReadable: isReadable
                        )
                    )
                }
            }
        }
        return DirectoryListing(isDirect: place.realPath == path, names: names, items: items)
    }

    /// Whether mode bits let a user run the program.
    public func isExecutable(_ path: FilePath, by user: UInt32) -> Bool {
        (try? resolve(path, wayMatters: true).allows(0o1, to: user)) ?? false
    }

    // MARK: - Trust

    private func check(_ place: Place, _ path: FilePath, _ namer: UInt32?) throws(AccessError) {
        guard let namer, namer != 0, namer != geteuid(), !place.allows(0o4, to: namer) else { return }
        throw .untrustedName(path, namer: namer, targetOwner: place.status.owner)
    }

    // MARK: - Resolution

    // With `wayMatters` the directories on the way will be asked for.
    private func resolve(_ path: FilePath, wayMatters: Bool = false) throws(AccessError) -> Place {
        guard path.isAbsolute else { throw .failed(SystemError("resolve", path, errno: .invalidArgument)) }
        if !wayMatters, let place = try? placeWithoutLinks(path) { return place }
        var pending = Array(path.components.reversed())
        var place = try startingPlace(for: path)
        var linkOwners: [UInt32] = []
        var linksFollowed = 0
        while let component = pending.popLast() {
            switch component.kind {
            case .currentDirectory: continue
            case .parentDirectory:
                // The way here was walked without links, so the place we came from is the parent; `/` has none.
                place = place.parent ?? place
                continue
            case .regular: break
            }
            let next = try place.descend(to: component, asked: path)
            guard next.status.kind == .link else {
                place = next
                continue
            }
            linksFollowed += 1
            guard linksFollowed <= Self.maximumLinks else {
                throw .failed(SystemError("resolve", path, errno: .tooManySymbolicLinkLevels))
            }
            linkOwners.append(next.status.owner)
            let target = try next.linkTarget(asked: path)
            pending.append(contentsOf: target.components.reversed())
            if target.isAbsolute { place = try startingPlace(for: path) }
        }
        let caller = geteuid()
        for owner in linkOwners where owner != 0 && owner != caller && owner != place.status.owner {
            throw .untrustedLink(path, target: place.realPath, linkOwner: owner, targetOwner: place.status.owner)
        }
        return place
    }

    /// What is there when no component is a link, as the kernel says in one call; nil in all other cases, on kernels
    /// before 5.6, and for everything that is worth an error.
    private func placeWithoutLinks(_ path: FilePath) throws(AccessError) -> Place? {
        guard path.components.allSatisfy({ $0.kind == .regular }), !path.components.isEmpty else { return nil }
        let number: Int32
        if isCopy {
            let start = try startingPlace(for: path)
            let below = FilePath(root: nil, path.components)
            number = unsafe below.withPlatformString {
                unsafe sk_open_without_links(start.descriptor.rawValue, $0, true)
            }
        } else {
            number = unsafe path.withPlatformString { unsafe sk_open_without_links(AT_FDCWD, $0, false) }
        }
        guard number >= 0 else { return nil }
        let handle = OwnedDescriptor(number: number)
        guard let status = try? FileStatus(of: handle.descriptor, path: path), status.kind != .link else { return nil }
        return Place(handle: handle, status: status, realPath: path, parent: nil, name: nil)
    }

    private func startingPlace(for path: FilePath) throws(AccessError) -> Place {
        // The operator's own root may be reached through links: it is the one path trusted as given.
        let number = unsafe root.withPlatformString { unsafe sk_open_root($0) }
        guard number >= 0 else { throw accessError(errno: -number, path: path, obstacle: root, status: nil) }
        let handle = OwnedDescriptor(number: number)
        do throws(SystemError) {
            let status = try FileStatus(of: handle.descriptor, path: root)
            return Place(handle: handle, status: status, realPath: "/", parent: nil, name: nil)
        } catch {
            throw .failed(error)
        }
    }
}

/// A place in the tree reached component by component: a descriptor that can neither read nor write.
private final class Place {
    private let handle: OwnedDescriptor
    let status: FileStatus
    let realPath: FilePath
    let parent: Place?
    private let name: FilePath.Component?

    init(
        handle: consuming OwnedDescriptor,
        status: FileStatus,
        realPath: FilePath,
        parent: Place?,
        name: FilePath.Component?
    ) {
        self.handle = handle
        self.status = status
        self.realPath = realPath
        self.parent = parent
        self.name = name
    }

    var descriptor: FileDescriptor { handle.descriptor }

    /// Whether the caller may read the file, or search the directory.
    var isReadable: Bool {
        // AT_EMPTY_PATH would need a newer kernel than some hosts have; the descriptor's own name always works.
        unsafe faccessat(AT_FDCWD, "/proc/self/fd/\(descriptor.rawValue)", R_OK, AT_EACCESS) == 0
    }

    func descend(to component: FilePath.Component, asked: FilePath) throws(AccessError) -> Place {
        let path = realPath.appending(component)
        let number = unsafe component.withPlatformString { unsafe sk_open_place(descriptor.rawValue, $0) }
        guard number >= 0 else { throw accessError(errno: -number, path: asked, obstacle: realPath, status: status) }
        let handle = OwnedDescriptor(number: number)
        do throws(SystemError) {
            let status = try FileStatus(of: handle.descriptor, path: path)
            return Place(handle: handle, status: status, realPath: path, parent: self, name: component)
        } catch {
            throw .failed(error)
        }
    }

    func linkTarget(asked: FilePath) throws(AccessError) -> FilePath {
        var buffer = [CChar](repeating: 0, count: 4_097)
        let length = unsafe buffer.withUnsafeMutableBufferPointer { buffer in
            unsafe sk_read_link(descriptor.rawValue, buffer.baseAddress, 4_096)
        }
        guard length > 0 else {
            throw .failed(SystemError("read the link", asked, errno: Errno(rawValue: Int32(-length))))
        }
        return FilePath(bytes: buffer.prefix(length).map { UInt8(bitPattern: $0) })
    }

    /// Whether mode bits allow a user something (4 reading, 1 running) and entering every directory on the way.
    func allows(_ right: UInt32, to user: UInt32) -> Bool {
        let groups = Accounts.groups(of: user)
        func allows(_ status: FileStatus, _ bit: UInt32) -> Bool {
            if status.owner == user { return status.permissions & (bit << 6) != 0 }
            if groups.contains(status.group) { return status.permissions & (bit << 3) != 0 }
            return status.permissions & bit != 0
        }
        guard allows(status, right) else { return false }
        var directory = parent
        while let current = directory {
            guard allows(current.status, 0o1) else { return false }
            directory = current.parent
        }
        return true
    }

    func reopenByName() -> Int32 {
        guard let parent, let name else { return -ENOENT }
        return unsafe name.withPlatformString { unsafe sk_open_for_reading(parent.descriptor.rawValue, $0) }
    }
}

private func accessError(errno: Int32, path: FilePath, obstacle: FilePath, status: FileStatus?) -> AccessError {
    switch errno {
    case ENOENT, ENOTDIR: .missing(path)
    case EACCES, EPERM: .denied(path, obstacle: obstacle, status)
    default: .failed(SystemError("open", path, errno: Errno(rawValue: errno)))
    }
}
