/// What kind of network an IPv4 address belongs to, by IANA's registry of special-purpose addresses (RFC 6890).
enum AddressClass: Sendable {
    /// 10/8, 172.16/12, 192.168/16 and 100.64/10: hardly ever the version of a program.
    case local
    /// Everything that names a host elsewhere.
    case open
    /// This network, loopback, link-local, multicast, reserved, netmasks: names no host.
    case special

    init(_ address: UInt32) {
        switch address >> 24 {
        case 10: self = .local
        case 0, 127, 224...: self = .special
        case 100 where address >> 22 == 0x191: self = .local
        case 169 where address >> 16 == 0xA9FE: self = .special
        case 172 where address >> 20 == 0xAC1: self = .local
        case 192 where address >> 16 == 0xC0A8: self = .local
        default: self = .open
        }
    }
}
