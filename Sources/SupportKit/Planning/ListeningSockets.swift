internal import Platform
internal import SystemPackage

/// Who listens at the ports of this host, as `/proc/net/tcp` and `/proc/net/tcp6` tell every user.
struct ListeningSockets {
    /// The users whose sockets listen, by port.
    private(set) var owners: [UInt16: Set<UInt32>] = [:]

    /// Reads the tables of this host.
    init() {
        for name in ["tcp", "tcp6"] {
            // The listening sockets stand first: a table cut off by the reader's limit has them all.
            add(ProcessTable().text(of: FilePath("/proc/\(ThisProcess.identifier)/net/\(name)")) ?? "")
        }
    }

    /// Reads a table.
    init(table: String) {
        add(table)
    }

    private mutating func add(_ table: String) {
        for line in table.split(separator: "\n").dropFirst() {
            // sl, local address, remote address, state, queues, timer, retransmissions, user, …
            let columns = line.split(separator: " ")
            guard columns.count > 7, columns[3] == "0A", let user = UInt32(columns[7]),
                let port = columns[1].split(separator: ":").last.flatMap({ UInt16($0, radix: 16) })
            else { continue }
            owners[port, default: []].insert(user)
        }
    }

    /// Why a name and a password for the server of `user` must not be sent to a port; nil when they may.
    ///
    /// A port above 1023 is anybody's as soon as the server has gone.
    func objection(to port: UInt16, user: UInt32?) -> PlannedArtifact.Shortfall? {
        guard let listeners = owners[port] else { return .init(.missing, "nobody listens at port \(port)") }
        let strangers = listeners.filter { $0 != 0 && $0 != user }
        guard let stranger = strangers.min() else { return nil }
        return .init(
            .denied,
            "port \(port) belongs to \(Accounts.userName(stranger)), who is not the server's user: name and password are not sent there",
            remedy: "ask the administrator of this host what listens at port \(port)"
        )
    }
}
