import Glibc
import Platform
import SystemPackage
import TestSupport
import Testing

@Suite struct TemporaryDirectoryTests {
    @Test func isEmptyAndNobodyMayWriteThere() throws {
        let directory = try TemporaryDirectory.make()
        let files = HostFileSystem()
        let status = try files.status(of: directory.path)
        #expect(status.kind == .directory)
        #expect(status.permissions == 0o555)
        #expect(status.owner == geteuid())
        #expect(try files.entries(of: directory.path).isEmpty)
        let path = directory.path.appending("file")
        let failure = try withoutFileRights {
            do throws(SystemError) {
                _ = try UnpublishedFile.create(for: path)
                return nil as Errno?
            } catch {
                return error.errno
            }
        }
        #expect(failure == .permissionDenied)
    }

    @Test func isGoneAfterwards() throws {
        let path: FilePath
        do {
            let directory = try TemporaryDirectory.make()
            path = directory.path
            #expect(UnpublishedFile.exists(path))
        }
        #expect(!UnpublishedFile.exists(path))
    }

    @Test func eachIsItsOwn() throws {
        let first = try TemporaryDirectory.make()
        let second = try TemporaryDirectory.make()
        #expect(first.path != second.path)
    }
}
