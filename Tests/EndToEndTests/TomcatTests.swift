import Foundation
import TestSupport
import Testing

/// A second product, of which no Swift file knows.
@Suite(.tomcat)
struct TomcatTests {
    @Test func aRunningTomcatIsCollectedWhole() async throws {
        let pid = try TomcatScope.value("pid")
        let canaries = try Canaries.read(TomcatScope.value("canaries"))
        let before = try await listing()
        let collection = try await CollectRun.make(["tomcat", "--batch", "--verbose"])
        #expect(collection.run.code == 0, "\(collection.run.errors)")
        #expect(collection.run.errors.contains("process \(pid)"))
        let contents = try await collection.contents()
        #expect(try await contents.disagreements().isEmpty)
        #expect(try await collection.isWhole())

        #expect(contents.manifest.product.version?.contains(#/^10\.\d+\.\d+$/#) == true)
        let versions = contents.text("version/version.txt")
        #expect(versions.contains("Java virtual machine"))
        #expect(versions.contains(#/Java virtual machine[^\n]*17|17\.\d+/#), "\(versions)")
        #expect(contents.contains("Java virtual machine", in: "request.txt"))

        // /var/lib/tomcat10/conf is a link to /etc/tomcat10, and so are logs.
        let configuration = contents.manifest.artifacts.filter {
            $0.category == "configuration" && $0.outcome == "collected"
        }
        for name in ["server.xml", "tomcat-users.xml", "web.xml", "demo.xml"] {
            #expect(configuration.contains { $0.source.hasSuffix("/\(name)") }, "\(name)")
        }
        let server = try #require(configuration.first { $0.source.hasSuffix("/server.xml") })
        #expect(contents.contains("<Connector", in: server.path))
        let logs = contents.manifest.artifacts.filter { $0.category == "logs" && $0.outcome == "collected" }
        #expect(logs.contains { $0.source.contains("localhost_access_log") })
        #expect(logs.contains { $0.source.hasSuffix("catalina.out") })

        #expect(contents.contains("\"main\"", in: "diagnostics/threads.txt"))
        #expect(contents.contains("total", in: "diagnostics/heap-summary.txt"))
        #expect(!contents.paths.contains { $0.hasSuffix(".hprof") || $0.contains("histogram") })
        #expect(contents.manifest.artifacts.first { $0.source == "class-histogram" }?.outcome == "excluded")

        let stream = try await collection.tarStream()
        #expect(Canaries.found(canaries, in: stream).isEmpty, "\(Canaries.found(canaries, in: stream))")
        let text = try collection.bytes(".txt") + collection.run.standardError + collection.run.standardOutput
        #expect(Canaries.found(canaries, in: text).isEmpty)
        #expect(FileManager.default.fileExists(atPath: "/proc/\(pid)"))
        let changes = try await listing().symmetricDifference(before)
        #expect(changes.isEmpty, "appeared or went: \(changes)")
    }

    /// The names below the installation, and what belongs to its user in /tmp.
    ///
    /// To answer jcmd, a Java virtual machine opens a socket there, which stays; whoever else asks meets the same.
    private func listing() async throws -> Set<String> {
        let names = try await CommandRun.tool(
            "/bin/sh",
            "-c",
            "find -L \"$0\" /etc/tomcat10; find /tmp -maxdepth 2 -user tomcat ! -name '.java_pid*' 2>/dev/null; true",
            TomcatScope.value("root")
        )
        return Set(names.split(separator: "\n").map(String.init))
    }
}
