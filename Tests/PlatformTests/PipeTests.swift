import Platform
import SystemPackage
import Testing

@Suite struct PipeTests {
    @Test func givesBytesThenTheEnd() throws {
        let pipe = try Pipe.make()
        _ = try pipe.writing.writeAll(Array("abcdef".utf8))
        var buffer = Array("before ".utf8)
        #expect(try pipe.read(into: &buffer, limit: 4, milliseconds: 1_000) == .bytes)
        #expect(buffer == Array("before abcd".utf8))
        try pipe.writing.close()
        #expect(try pipe.read(into: &buffer, limit: 100, milliseconds: 1_000) == .bytes)
        #expect(buffer == Array("before abcdef".utf8))
        #expect(try pipe.read(into: &buffer, limit: 100, milliseconds: 1_000) == .end)
        #expect(buffer == Array("before abcdef".utf8))
    }

    @Test func waitsNoLongerThanItIsTold() throws {
        let pipe = try Pipe.make()
        var buffer: [UInt8] = []
        let clock = ContinuousClock()
        let start = clock.now
        #expect(try pipe.read(into: &buffer, limit: 10, milliseconds: 50) == .nothingYet)
        let waited = clock.now - start
        #expect(waited >= .milliseconds(45))
        #expect(waited < .seconds(10))
        #expect(buffer.isEmpty)
        try pipe.writing.close()
    }

    @Test func isNotInherited() throws {
        let pipe = try Pipe.make()
        let path = FilePath("/proc/self/fdinfo/\(pipe.writing.rawValue)")
        let descriptor = try FileDescriptor.open(path, .readOnly)
        let info = try descriptor.closeAfter {
            String(decoding: try descriptor.read(count: 4_096, path: path), as: UTF8.self)
        }
        // O_CLOEXEC is 02000000, O_WRONLY 01.
        #expect(info.split(separator: "\n").contains { $0.hasPrefix("flags:") && $0.hasSuffix("2000001") })
        try pipe.writing.close()
    }
}
