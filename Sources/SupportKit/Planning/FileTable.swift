internal import Platform
internal import SystemPackage

/// Files that were found, each once, in some forty bytes each: there may be a hundred thousand.
///
/// A file is a number. Folders are kept once, names and statuses as bytes in pages.
struct FileTable: Sendable {
    /// A directory in which files were found.
    struct Folder: Sendable {
        let path: FilePath
        /// The path's bytes without a slash at the end: none for `/`.
        let bytes: [UInt8]
        /// Whether the path holds no `..`, so that it can stand in the bundle as it is.
        let isNormal: Bool
    }

    /// What many files have in common.
    private struct Owner: Hashable, Sendable {
        let owner: UInt32
        let group: UInt32
        let permissions: UInt32
        let device: UInt64
        let links: UInt64
    }

    /// What is noted of a file while a plan is made.
    struct Marks: OptionSet {
        let rawValue: UInt8

        /// It was looked at where it lies: no link leads there, and the caller may read it.
        static let isOpen = Marks(rawValue: 1)
        /// It has a row.
        static let hasRow = Marks(rawValue: 2)
        /// So far the number of its category is moved.
        static let categoryShift: UInt8 = 2
    }

    private var pages: [[UInt8]] = []
    private var folders: [Folder] = []
    private var folderNumbers: [FilePath: Int] = [:]
    private var owners: [Owner] = []
    private var ownerNumbers: [Owner: Int] = [:]
    /// A hash table of the files' numbers and one, with open places at 0.
    private var slots: [UInt32] = []
    /// How many files there are.
    private(set) var count = 0

    private static let pageSize = 1 << 16
    /// An entry has a name of at most 255 bytes, and numbers beside it.
    private static let entrySize = 512

    // MARK: - Folders

    /// The number of a directory, noted at the first time.
    mutating func folder(_ path: FilePath) -> Int {
        if let known = folderNumbers[path] { return known }
        var bytes = path.bytes
        if bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
        folders.append(Folder(path: path, bytes: bytes, isNormal: path.isLexicallyNormal))
        folderNumbers[path] = folders.count - 1
        return folders.count - 1
    }

    /// The directory of a file.
    func folder(of file: UInt32) -> Folder {
        var index = start(file)
        return folders[pages[Int(file >> 16)].number(at: &index)]
    }

    // MARK: - Files

    /// Notes a file.
    ///
    /// - Parameters:
    ///   - name: its name, at most 255 bytes.
    ///   - folder: the number of its directory.
    ///   - status: its status; it is a regular file.
    ///   - isOpen: whether no link leads there and the caller may read it.
    ///   - search: the number of the search, 1 to 65,535.
    /// - Returns: the file's number; nil when the same search has found it before.
    mutating func add(
        _ name: ArraySlice<UInt8>,
        in folder: Int,
        _ status: FileStatus,
        isOpen: Bool,
        search: UInt16
    ) -> UInt32? {
        if (count + 1) * 2 > slots.count { grow() }
        var slot = Self.hash(name, folder) & (slots.count - 1)
        while slots[slot] != 0 {
            let known = slots[slot] - 1
            if has(known, name, folder) {
                let place = Int(known & 0xFFFF)
                let (low, high) = (UInt8(truncatingIfNeeded: search), UInt8(search >> 8))
                if pages[Int(known >> 16)][place + 1] == low, pages[Int(known >> 16)][place + 2] == high { return nil }
                pages[Int(known >> 16)][place + 1] = low
                pages[Int(known >> 16)][place + 2] = high
                return known
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        let file = append(name, folder, status, isOpen ? .isOpen : [], search)
        slots[slot] = file + 1
        count += 1
        return file
    }

    private mutating func append(
        _ name: ArraySlice<UInt8>,
        _ folder: Int,
        _ status: FileStatus,
        _ marks: Marks,
        _ search: UInt16
    ) -> UInt32 {
        if pages.last.map({ $0.count + Self.entrySize > Self.pageSize }) ?? true {
            var page: [UInt8] = []
            page.reserveCapacity(Self.pageSize)
            pages.append(page)
        }
        let last = pages.count - 1
        let file = UInt32(last << 16 | pages[last].count)
        let owner = number(
            of: Owner(
                owner: status.owner,
                group: status.group,
                permissions: status.permissions,
                device: status.device,
                links: status.links
            )
        )
        pages[last].append(marks.rawValue)
        pages[last].append(UInt8(truncatingIfNeeded: search))
        pages[last].append(UInt8(search >> 8))
        pages[last].append(number: folder)
        pages[last].append(number: name.count)
        pages[last] += name
        pages[last].append(number: owner)
        pages[last].append(number: Int(status.size))
        pages[last].append(number: Int(status.allocated / 512))
        pages[last].append(number: Int(status.modified))
        pages[last].append(number: status.modifiedNanoseconds)
        pages[last].append(number: Int(bitPattern: UInt(status.inode)))
        // Most files were made when they were last written, or before.
        pages[last].append(status.created == nil ? 0 : 1)
        if let created = status.created { pages[last].append(number: Int(status.modified &- created)) }
        return file
    }

    private mutating func number(of owner: Owner) -> Int {
        if let known = ownerNumbers[owner] { return known }
        owners.append(owner)
        ownerNumbers[owner] = owners.count - 1
        return owners.count - 1
    }

    /// The file of this path, if there is one.
    func file(at path: FilePath) -> UInt32? {
        guard !slots.isEmpty, let name = path.lastComponent, let folder = folderNumbers[path.removingLastComponent()]
        else { return nil }
        let bytes = FilePath(root: nil, [name]).bytes[...]
        var slot = Self.hash(bytes, folder) & (slots.count - 1)
        while slots[slot] != 0 {
            if has(slots[slot] - 1, bytes, folder) { return slots[slot] - 1 }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    // MARK: - What is known of a file

    /// What was noted of it.
    func marks(_ file: UInt32) -> Marks {
        Marks(rawValue: pages[Int(file >> 16)][Int(file & 0xFFFF)])
    }

    /// Notes something of it.
    mutating func mark(_ file: UInt32, _ marks: Marks) {
        pages[Int(file >> 16)][Int(file & 0xFFFF)] |= marks.rawValue
    }

    /// Notes that its own path in the bundle is in use.
    mutating func place(_ file: UInt32, in category: Category) {
        let number = UInt8((Category.allCases.firstIndex(of: category) ?? 0) + 1)
        mark(file, Marks(rawValue: number << Marks.categoryShift))
    }

    /// The category in which its own path in the bundle is in use; nil when it is not.
    func category(of file: UInt32) -> Category? {
        let number = Int(marks(file).rawValue >> Marks.categoryShift)
        return number == 0 ? nil : Category.allCases[number - 1]
    }

    /// Its name.
    func name(_ file: UInt32) -> ArraySlice<UInt8> {
        var index = start(file)
        let page = pages[Int(file >> 16)]
        _ = page.number(at: &index)
        let count = page.number(at: &index)
        return page[index..<index + count]
    }

    /// The bytes of its path.
    func pathBytes(_ file: UInt32) -> [UInt8] {
        let (folder, name) = (folder(of: file).bytes, name(file))
        var bytes: [UInt8] = []
        bytes.reserveCapacity(folder.count + name.count + 1)
        bytes += folder
        bytes.append(UInt8(ascii: "/"))
        bytes += name
        return bytes
    }

    /// Its path.
    func path(_ file: UInt32) -> FilePath { FilePath(bytes: pathBytes(file)) }

    /// Its status when it was found.
    func status(_ file: UInt32) -> FileStatus {
        let page = pages[Int(file >> 16)]
        var index = start(file)
        _ = page.number(at: &index)
        let count = page.number(at: &index)
        index += count
        let owner = owners[page.number(at: &index)]
        let size = page.number(at: &index)
        let blocks = page.number(at: &index)
        let modified = Int64(page.number(at: &index))
        let nanoseconds = page.number(at: &index)
        let inode = page.number(at: &index)
        index += 1
        let created = page[index - 1] == 1 ? modified &- Int64(page.number(at: &index)) : nil
        return FileStatus(
            size: Int64(size),
            allocated: Int64(blocks) * 512,
            permissions: owner.permissions,
            owner: owner.owner,
            group: owner.group,
            modified: modified,
            modifiedNanoseconds: nanoseconds,
            device: owner.device,
            inode: UInt64(UInt(bitPattern: inode)),
            links: owner.links,
            created: created
        )
    }

    /// Whether the path of one file comes before that of the other, by their bytes.
    func precedes(_ left: UInt32, _ right: UInt32) -> Bool {
        let (first, second) = (folder(of: left).bytes, folder(of: right).bytes)
        let shared = first.countOfCommonPrefix(second)
        if shared == first.count, shared == second.count {
            return name(left).lexicographicallyPrecedes(name(right))
        }
        if shared < first.count, shared < second.count { return first[shared] < second[shared] }
        return pathBytes(left).lexicographicallyPrecedes(pathBytes(right))
    }

    // MARK: - Places

    /// Behind the marks and the number of the search.
    private func start(_ file: UInt32) -> Int { Int(file & 0xFFFF) + 3 }

    private func has(_ file: UInt32, _ name: ArraySlice<UInt8>, _ folder: Int) -> Bool {
        let page = pages[Int(file >> 16)]
        var index = start(file)
        guard page.number(at: &index) == folder, page.number(at: &index) == name.count else { return false }
        return page[index..<index + name.count].elementsEqual(name)
    }

    private static func hash(_ name: ArraySlice<UInt8>, _ folder: Int) -> Int {
        // The late bytes, too, choose the place.
        let hash = WordHash(name).value ^ UInt64(folder)
        return Int(truncatingIfNeeded: (hash ^ hash >> 29) & 0x7FFF_FFFF)
    }

    private mutating func grow() {
        let files = slots.filter { $0 != 0 }
        slots = Array(repeating: 0, count: max(slots.count * 2, 1_024))
        for entry in files {
            let file = entry - 1
            var index = start(file)
            let folder = pages[Int(file >> 16)].number(at: &index)
            var slot = Self.hash(name(file), folder) & (slots.count - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = entry
        }
    }

    /// The table as it is kept when the plan is made: nothing is searched in it any more.
    func frozen() -> FileTable {
        var table = self
        table.slots = []
        table.folderNumbers = [:]
        table.ownerNumbers = [:]
        return table
    }
}
