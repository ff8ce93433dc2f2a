import Glibc
@testable import SupportKit
import SystemPackage
import TestSupport
import Testing

@Suite(.enabled(if: geteuid() == 0)) struct ExecutableTrustTests {
    private let scratch: Scratch

    init() throws {
        scratch = try Scratch()
        try scratch.write("#!/bin/sh\nid -u\n", to: "bin/program", mode: 0o755)
    }

    private func identity(_ name: String = "bin/program") -> Result<PlannedCommand.Identity?, ExecutableTrust.Refusal> {
        ExecutableTrust.identity(for: scratch(name), wanted: nil)
    }

    private var refusal: Result<PlannedCommand.Identity?, ExecutableTrust.Refusal> {
        .failure(
            .init(reason: "\(scratch("bin/program")) could have been changed by others than root: not run as root")
        )
    }

    @Test func aProgramOfRootRunsAsRoot() {
        #expect(identity() == .success(nil))
        #expect(ExecutableTrust.identity(for: "/bin/ls", wanted: nil) == .success(nil))
    }

    @Test func aProgramOfAnotherUserRunsAsThatUser() async throws {
        try scratch.shell("chown 1001:1002 bin/program")
        #expect(identity() == .success(.init(user: 1001, group: 1002)))
        let result = await CommandRunner().run(PlannedCommand([scratch("bin/program").string], timeout: .seconds(10)))
        #expect(result.output == Array("1001\n".utf8))
    }

    @Test(arguments: [
        "chmod o+w bin/program", "chmod g+w bin/program", "chmod o+w bin", "chmod g+w bin", "chmod 777 .",
    ])
    func aProgramOfRootThatOthersCanChangeIsRefused(command: String) throws {
        try scratch.shell(command)
        #expect(identity() == refusal)
    }

    @Test func aProgramOfAnotherUserThatEverybodyCanChangeIsRefused() throws {
        try scratch.shell("chown 1001:1002 bin/program; chmod o+w bin/program")
        #expect(identity() == refusal)
    }

    @Test func aProgramOfRootInADirectoryOfAnotherUserIsRefused() throws {
        try scratch.shell("chown 1001:1002 bin")
        #expect(identity() == refusal)
    }

    @Test func aStickyDirectoryOfRootIsTrusted() throws {
        try scratch.shell("chmod 1777 bin")
        #expect(identity() == .success(nil))
    }

    @Test func itIsTheTargetOfALinkThatCounts() throws {
        try scratch.link("link", to: "bin/program")
        #expect(identity("link") == .success(nil))
        try scratch.shell("chown 1001:1002 bin/program")
        #expect(identity("link") == .success(.init(user: 1001, group: 1002)))
    }

    @Test func anIdentityThatIsWantedStays() throws {
        let wanted = PlannedCommand.Identity(user: 1003, group: 1003)
        try scratch.shell("chmod 777 bin/program")
        #expect(ExecutableTrust.identity(for: scratch("bin/program"), wanted: wanted) == .success(wanted))
    }

    @Test func aProgramThatIsGoneIsRefused() {
        #expect(identity("gone") == .failure(.init(reason: "\(scratch("gone")) does not exist")))
    }
}
