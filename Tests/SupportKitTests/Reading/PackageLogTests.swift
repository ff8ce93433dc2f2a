import Testing

@testable import SupportKit

@Suite struct PackageLogTests {
    private static let now: Int64 = 1_795_226_400  // 2026-11-21T02:00:00Z

    private func changes(_ text: String, _ form: PackageLog.Form) -> [String] {
        PackageLog.changes(in: text, form, now: Self.now, zone: .utc).map { "\(Timestamp.text($0.time)) \($0.text)" }
    }

    @Test func aRunOfDpkgIsOneChangeForEachAction() {
        let text = """
            2026-10-01 03:10:11 upgrade old:amd64 1 2
            2026-11-20 03:10:11 startup archives unpack
            2026-11-20 03:10:12 upgrade libc6:amd64 2.36-9 2.36-10
            2026-11-20 03:10:12 status half-configured libc6:amd64 2.36-9
            2026-11-20 03:10:13 install linux-image-6.1.0-99:amd64 <none> 6.1.0
            2026-11-20 03:12:13 upgrade a:all 1 2
            2026-11-20 03:12:14 upgrade b:all 1 2
            2026-11-20 03:12:15 upgrade c:all 1 2
            2026-11-20 03:12:16 upgrade d:all 1 2
            2026-11-20 14:00:00 remove e:all 1 <none>
            """
        #expect(
            changes(text, .dpkg) == [
                "2026-11-20T03:10:12Z 5 packages upgraded: libc6 2.36-9 to 2.36-10, a 1 to 2, b 1 to 2, c 1 to 2 and 1 more",
                "2026-11-20T03:10:13Z 1 package installed: linux-image-6.1.0-99 6.1.0",
                "2026-11-20T14:00:00Z 1 package removed: e 1",
            ]
        )
    }

    @Test func theLogsOfRPMSystemsAreRead() {
        let dnf = "2026-11-20T04:10:11+0100 SUBDEBUG Upgrade: openssl-3.0.7-27.el9.x86_64\nnonsense\n"
        #expect(changes(dnf, .dnf) == ["2026-11-20T03:10:11Z 1 package upgraded: openssl-3.0.7-27.el9.x86_64"])
        let yum = "Nov 20 03:10:11 Updated: openssl-1.0.2k-26.el7_9.x86_64\n"
        #expect(changes(yum, .yum) == ["2026-11-20T03:10:11Z 1 package upgraded: openssl-1.0.2k-26.el7_9.x86_64"])
    }
}
