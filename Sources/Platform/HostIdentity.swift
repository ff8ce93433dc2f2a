internal import Glibc

/// The names of this host, as uname(2) gives them.
public struct HostIdentity: Equatable, Sendable {
    /// Host name, without domain where the host has one configured so.
    public let name: String
    /// Kernel name and release, such as `Linux 6.1.0-18-amd64`.
    public let kernel: String
    /// Machine, such as `x86_64`.
    public let machine: String

    /// Reads the identity of the running host.
    public static var current: HostIdentity {
        var raw = utsname()
        _ = unsafe uname(&raw)
        func text<Field>(_ field: inout Field) -> String {
            unsafe withUnsafeBytes(of: &field) { bytes in
                unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
        }
        let kernel = text(&raw.sysname) + " " + text(&raw.release)
        return HostIdentity(name: text(&raw.nodename), kernel: kernel, machine: text(&raw.machine))
    }
}
