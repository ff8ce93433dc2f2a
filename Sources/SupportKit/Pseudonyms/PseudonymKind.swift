/// What can be given pseudonyms.
public enum PseudonymKind: String, CaseIterable, Sendable, Comparable {
    /// E-mail addresses.
    case emails
    /// Names of hosts and domains.
    case hosts
    /// IPv4 and IPv6 addresses.
    case ips
    /// Hardware addresses of network interfaces.
    case macs
    /// Names of users.
    case users

    /// In order of the names.
    public static func < (left: PseudonymKind, right: PseudonymKind) -> Bool {
        left.rawValue < right.rawValue
    }

    /// A number for hashes.
    var code: UInt8 {
        switch self {
        case .emails: 1
        case .hosts: 2
        case .ips: 3
        case .macs: 4
        case .users: 5
        }
    }
}
