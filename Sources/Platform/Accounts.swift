internal import Glibc

/// Names of users and groups.
public enum Accounts {
    /// The user's name, or the number as text when the system has no name for it.
    public static func userName(_ number: UInt32) -> String {
        unsafe name(number) { number, buffer, size in
            var record = unsafe passwd()
            var found: UnsafeMutablePointer<passwd>?
            guard unsafe getpwuid_r(number, &record, buffer, size, &found) == 0, unsafe found != nil else { return nil }
            return unsafe String(cString: record.pw_name)
        }
    }

    /// The group's name, or the number as text when the system has no name for it.
    public static func groupName(_ number: UInt32) -> String {
        unsafe name(number) { number, buffer, size in
            var record = unsafe group()
            var found: UnsafeMutablePointer<group>?
            guard unsafe getgrgid_r(number, &record, buffer, size, &found) == 0, unsafe found != nil else { return nil }
            return unsafe String(cString: record.gr_name)
        }
    }

    /// The effective user of this process.
    public static var effectiveUser: UInt32 { geteuid() }

    /// The effective group of this process.
    public static var effectiveGroup: UInt32 { getegid() }

    private static func name(
        _ number: UInt32,
        lookUp: (UInt32, UnsafeMutablePointer<CChar>, Int) -> String?
    ) -> String {
        unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 16_384) { buffer in
            guard let base = buffer.baseAddress else { return String(number) }
            return unsafe lookUp(number, base, buffer.count) ?? String(number)
        }
    }
}
