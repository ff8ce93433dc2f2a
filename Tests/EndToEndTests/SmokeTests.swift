import Testing
import TestSupport
@Suite struct SmokeTests { @Test func runs() async throws { let r = try await ProductUnderTest.run(["--version"]); #expect(r.code == 0); let log = try await SystemCallLog.record(["--version"]); print(log.calls.count, log.calls.filter { $0.opensContent }.map { $0.openedPath ?? "?" }) } }
