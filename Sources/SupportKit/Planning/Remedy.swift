internal import Platform
internal import SystemPackage

/// What to do when a file may not be read.
enum Remedy {
    /// Says who can read a file or directory and how the caller becomes one of them.
    static func forReading(_ status: FileStatus, path: FilePath) -> String {
        let caller = Accounts.userName(Accounts.effectiveUser)
        let owner = Accounts.userName(status.owner)
        let group = Accounts.groupName(status.group)
        let mode = String(status.permissions, radix: 8)
        let needed: UInt32 = status.kind == .directory ? 0o050 : 0o040
        let place = "\(path.displayText) is \(owner):\(group) \(mode)"
        // Nobody is made a member of root's group for a file.
        if status.permissions & needed == needed, status.group != 0 {
            return
                "\(place): group \(group) can read this; add the user with 'usermod -aG \(group) \(caller)' and log in again"
        }
        let entry = status.kind == .directory ? "rx" : "r"
        return
            "\(place): only \(owner) can read this; run as \(owner)\(status.owner == 0 ? " (sudo)" : ""), or allow it with 'setfacl -m u:\(caller):\(entry) \(path.displayText)'"
    }
}
