import Glibc
import Platform
@testable import SupportKit
import SystemPackage
import TestSupport
import Testing

@Suite(.enabled(if: geteuid() == 0)) struct RemedyTests {
    private let scratch: Scratch
    private let caller = Accounts.userName(Accounts.effectiveUser)

    init() throws {
        scratch = try Scratch()
    }

    private func remedy(_ name: String, mode: String) throws -> String {
        try scratch.shell("chown 1001:4 '\(name)'; chmod \(mode) '\(name)'")
        return Remedy.forReading(try HostFileSystem().status(of: scratch(name)), path: scratch(name))
    }

    @Test func aGroupThatMayReadIsJoined() throws {
        try scratch.write("x", to: "file")
        let group = Accounts.groupName(4)
        #expect(
            try remedy("file", mode: "0640")
                == "\(scratch("file")) is 1001:\(group) 640: group \(group) can read this; add the user with "
                + "'usermod -aG \(group) \(caller)' and log in again"
        )
    }

    @Test func aFileOfItsOwnerAloneNeedsTheOwner() throws {
        try scratch.write("x", to: "file")
        #expect(
            try remedy("file", mode: "0600")
                == "\(scratch("file")) is 1001:\(Accounts.groupName(4)) 600: only 1001 can read this; run as 1001, or allow it "
                + "with 'setfacl -m u:\(caller):r \(scratch("file"))'"
        )
    }

    @Test func aDirectoryMustBeEnteredToo() throws {
        try scratch.makeDirectory("directory")
        #expect(try remedy("directory", mode: "0750").contains("usermod -aG"))
        #expect(try remedy("directory", mode: "0740").contains("setfacl -m u:\(caller):rx "))
        #expect(try remedy("directory", mode: "0710").contains("setfacl -m u:\(caller):rx "))
    }
}
