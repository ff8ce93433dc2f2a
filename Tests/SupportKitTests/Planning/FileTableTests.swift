import Platform
@testable import SupportKit
import SystemPackage
import Testing

@Suite struct FileTableTests {
    private static func status(_ number: Int) -> FileStatus {
        FileStatus(
            size: Int64(number) << 31,
            allocated: Int64(number) * 4_096,
            permissions: 0o640,
            owner: UInt32(number % 3),
            group: .max,
            modified: number % 5 == 0 ? -1 : 1_795_225_500 + Int64(number),
            modifiedNanoseconds: 999_999_999,
            device: 0xFFFF_FFFF_FFFF,
            inode: .max - UInt64(number),
            links: 2,
            created: number % 2 == 0 ? nil : Int64(number)
        )
    }

    private static func name(_ number: Int) -> ArraySlice<UInt8> { Array("\(number).log".utf8)[...] }

    @Test func filesComeBackAsTheyWere() throws {
        var table = FileTable()
        var files: [UInt32] = []
        for number in 0..<5_000 {
            let folder = table.folder(FilePath("/var/log/\(number / 100)"))
            let status = Self.status(number)
            let file = table.add(Self.name(number), in: folder, status, isOpen: number % 2 == 0, search: 1)
            files.append(try #require(file))
        }
        #expect(table.count == 5_000)
        for (number, file) in files.enumerated() {
            #expect(table.status(file) == Self.status(number))
            #expect(table.path(file) == FilePath("/var/log/\(number / 100)/\(number).log"))
            #expect(table.file(at: table.path(file)) == file)
            #expect(table.marks(file) == (number % 2 == 0 ? .isOpen : []))
        }
        #expect(table.file(at: "/var/log/0/nothing") == nil && table.file(at: "/nowhere/0.log") == nil)
    }

    @Test func oneSearchFindsAFileOnce() throws {
        var table = FileTable()
        let folder = table.folder("/")
        let added = table.add(Self.name(1), in: folder, Self.status(1), isOpen: true, search: 300)
        let file = try #require(added)
        table.mark(file, .hasRow)
        table.place(file, in: .logs)
        #expect(table.add(Self.name(1), in: folder, Self.status(1), isOpen: true, search: 300) == nil)
        #expect(table.add(Self.name(1), in: folder, Self.status(1), isOpen: true, search: 301) == file)
        #expect(table.marks(file).contains(.hasRow) && table.category(of: file) == .logs)
        #expect(table.path(file) == "/1.log")
    }

    @Test func filesAreInTheOrderOfTheirPaths() throws {
        var table = FileTable()
        var files: [UInt32] = []
        for (folder, name) in [
            ("/a/b", "z"), ("/a", "b.x"), ("/a", "b"), ("/a/b", "a"), ("/", "a!"), ("/b", "a"), ("/a/b/c", "a"),
            ("/a-b", "a"),
        ] {
            let number = table.folder(FilePath(folder))
            let file = table.add(Array(name.utf8)[...], in: number, Self.status(1), isOpen: true, search: 1)
            files.append(try #require(file))
        }
        let sorted = files.sorted { table.precedes($0, $1) }.map { table.pathBytes($0) }
        #expect(sorted == files.map { table.pathBytes($0) }.sorted { $0.lexicographicallyPrecedes($1) })
    }
}
