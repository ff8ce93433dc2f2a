import Foundation
import TestSupport
import Testing

/// Gives a suite a running Tomcat: the one in the directory `TOMCAT_FIXTURE`, else one of its own.
struct TomcatScope: SuiteTrait, TestScoping {
    @TaskLocal private static var values: [String: String] = [:]

    /// A line `name=value` of the fixture.
    static func value(_ name: String) throws -> String {
        guard let value = values[name] else { throw TestFailure("the Tomcat fixture does not tell '\(name)'") }
        return value
    }

    func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        try ProductUnderTest.requireRoot()
        let given = ProcessInfo.processInfo.environment["TOMCAT_FIXTURE"]
        let scratch = try ScratchDirectory()
        let directory = given ?? scratch.path
        let script = "\(ProductUnderTest.repository)/Scripts/tomcat-fixture"
        let run = try await CommandRun.run([script, "start", directory], timeout: .seconds(120))
        guard run.code == 0 else { throw TestFailure("tomcat-fixture: \(run.errors)") }
        let pairs = run.lines.compactMap { line -> (String, String)? in
            let parts = line.split(separator: "=", maxSplits: 1).map(String.init)
            return parts.count == 2 ? (parts[0], parts[1]) : nil
        }
        let outcome: Result<Void, any Error>
        do {
            try await Self.$values.withValue(Dictionary(pairs) { $1 }) { try await function() }
            outcome = .success(())
        } catch {
            outcome = .failure(error)
        }
        if given == nil { try await CommandRun.tool(script, "stop", directory) }
        try outcome.get()
    }
}

extension Trait where Self == TomcatScope {
    /// A running Tomcat for the suite.
    static var tomcat: TomcatScope { TomcatScope() }
}
