import Testing

@testable import SupportKit

@Suite struct KnownIdentitiesTests {
    @Test func learnsFromTheFilesOfAHost() {
        var identities = KnownIdentities()
        let hosts = Array(
            """
            127.0.0.1 localhost localhost.localdomain
            ::1 ip6-localhost ip6-loopback # comment.example
            10.1.2.3\tdb1.prod.acme.com db1 DB-alias
            10.1.2.4 shop.example.co.uk 1.2.3.4
            """.utf8
        )
        identities.addHosts(fromHostsFile: hosts.span)
        #expect(identities.hosts == ["db1.prod.acme.com", "db1", "db-alias", "shop.example.co.uk", "shop"])
        #expect(identities.domains == ["prod.acme.com", "acme.com", "example.co.uk"])
        let resolver = Array(
            "nameserver 10.0.0.2\nsearch a.zeta.net corp. log\n; domain no.example\ndomain zeta.net".utf8
        )
        identities.addDomains(fromResolverConfiguration: resolver.span)
        #expect(identities.domains.isSuperset(of: ["a.zeta.net", "zeta.net", "corp"]))
        #expect(identities.domains.isDisjoint(with: ["log", "no.example", "net"]))
        let accounts = Array(
            """
            root:x:0:0:root:/root:/bin/bash
            alice:x:1000:1000::/home/alice:/bin/sh
            svc:x:999:999::/:/bin/false
            nobody:x:65534:65534::/:/bin/false
            tomcat:x:1001:1001::/:/bin/sh
            broken
            """.utf8
        )
        identities.addUsers(fromPasswordFile: accounts.span)
        #expect(identities.users == ["alice"])
    }

    @Test func passesOverWhatIdentifiesNobody() {
        var identities = KnownIdentities()
        for name in ["", "...", "127.0.0.1", "::1", "a b", "localhost", "www.apache.org", "60east.com", "-", "1234"] {
            identities.addHost(name)
            identities.addDomain(name)
        }
        for name in ["root", "ROOT", "www-data", "amps", "", "--"] { identities.addUser(name) }
        #expect(identities.hosts.isEmpty && identities.domains.isEmpty && identities.users.isEmpty)
    }
}
