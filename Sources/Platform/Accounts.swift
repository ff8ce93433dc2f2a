internal import Glibc
internal import Synchronization

/// Names of users and groups.
public enum Accounts {
    /// The user's name, or the number as text when the system has no name for it.
    public static func userName(_ number: UInt32) -> String {
        cached(number, in: userCache) { lookUpUser(number) }
    }

    private static func lookUpUser(_ number: UInt32) -> String {
        unsafe name(number) { number, buffer, size in
            var record = unsafe passwd()
            var found: UnsafeMutablePointer<passwd>?
            guard unsafe getpwuid_r(number, &record, buffer, size, &found) == 0, unsafe found != nil else { return nil }
            return unsafe String(cString: record.pw_name)
        }
    }

    /// The group's name, or the number as text when the system has no name for it.
    public static func groupName(_ number: UInt32) -> String {
        cached(number, in: groupNameCache) { lookUpGroup(number) }
    }

    private static func lookUpGroup(_ number: UInt32) -> String {
        unsafe name(number) { number, buffer, size in
            var record = unsafe group()
            var found: UnsafeMutablePointer<group>?
            guard unsafe getgrgid_r(number, &record, buffer, size, &found) == 0, unsafe found != nil else { return nil }
            return unsafe String(cString: record.gr_name)
        }
    }

    /// The groups of a user, the primary one included; empty when the system does not know the user.
    public static func groups(of user: UInt32) -> Set<UInt32> {
        cached(user, in: groupCache) {
            let primary = unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 16_384) { buffer -> UInt32? in
                var record = unsafe passwd()
                var found: UnsafeMutablePointer<passwd>?
                guard let base = buffer.baseAddress,
                    unsafe getpwuid_r(user, &record, base, buffer.count, &found) == 0, unsafe found != nil
                else { return nil }
                return unsafe record.pw_gid
            }
            guard let primary else { return [] }
            var count: Int32 = 256
            var groups = [gid_t](repeating: 0, count: Int(count))
            let result = unsafe getgrouplist(userName(user), primary, &groups, &count)
            return Set(groups.prefix(result >= 0 ? Int(count) : 256)).union([primary])
        }
    }

    // A directory service that does not answer must not be asked for every file.
    private static let userCache = Mutex<[UInt32: String]>([:])
    private static let groupNameCache = Mutex<[UInt32: String]>([:])
    private static let groupCache = Mutex<[UInt32: Set<UInt32>]>([:])

    private static func cached<Value: Sendable>(
        _ number: UInt32,
        in cache: borrowing Mutex<[UInt32: Value]>,
        _ find: () -> Value
    ) -> Value {
        if let known = cache.withLock({ $0[number] }) { return known }
        let value = find()
        cache.withLock { $0[number] = value }
        return value
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
