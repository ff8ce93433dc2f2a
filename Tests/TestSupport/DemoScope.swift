public import Testing

/// Gives all tests of a suite one demonstration instance, whose server ends when the suite does.
public struct DemoScope: SuiteTrait, TestScoping {
    private let isRunning: Bool
    @TaskLocal private static var instance: DemoInstance?

    /// The suite's instance.
    ///
    /// - Throws: ``TestFailure`` in a suite without this trait.
    public static func demo() throws -> DemoInstance {
        guard let instance else { throw TestFailure("the suite lacks the trait .demo") }
        return instance
    }

    init(isRunning: Bool) {
        self.isRunning = isRunning
    }

    /// Lays out the instance, runs the suite, takes it down.
    public func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        let demo = try await DemoInstance(running: isRunning)
        defer { demo.stop() }
        try await Self.$instance.withValue(demo) { try await function() }
    }
}

extension Trait where Self == DemoScope {
    /// One demonstration instance for the suite.
    public static func demo(running: Bool) -> DemoScope { DemoScope(isRunning: running) }
}
