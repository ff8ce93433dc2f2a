internal import Platform
internal import SystemPackage

extension KnownIdentities {
    /// What this host knows of names: its own, those in `/etc/hosts` and `/etc/resolv.conf`, the users in `/etc/passwd`;
    /// and what the policy adds.
    ///
    /// A file that cannot be read adds nothing.
    public static func ofThisHost(adding policy: RedactionPolicy = RedactionPolicy()) -> KnownIdentities {
        var identities = KnownIdentities()
        identities.addHost(HostIdentity.current.name)
        identities.addHosts(fromHostsFile: content(of: "/etc/hosts").span)
        identities.addDomains(fromResolverConfiguration: content(of: "/etc/resolv.conf").span)
        identities.addUsers(fromPasswordFile: content(of: "/etc/passwd").span)
        for name in ["SUDO_USER", "LOGNAME", "USER"] { ThisProcess.environment(name).map { identities.addUser($0) } }
        for host in policy.hosts { identities.addHost(host) }
        for user in policy.users { identities.addUser(user) }
        return identities
    }

    private static let maximumSize = 16 << 20

    private static func content(of path: FilePath) -> [UInt8] {
        var content: [UInt8] = []
        guard let file = try? HostFileSystem().open(path) else { return [] }
        try? file.read(at: 0, count: min(maximumSize, Int(clamping: file.status.size)), into: &content)
        return content
    }
}
