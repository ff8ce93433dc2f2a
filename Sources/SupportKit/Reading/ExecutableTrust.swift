internal import Platform
internal import SystemPackage

/// As root, a program that somebody else could have put there or changed must not run with root's rights.
enum ExecutableTrust {
    /// Why a program is not run.
    struct Refusal: Error, Equatable {
        let reason: String
    }

    /// The identity a program may run with: nil for the caller's own.
    ///
    /// - Parameters:
    ///   - path: the program.
    ///   - wanted: the identity the profile asks for.
    /// - Returns: the identity, or why it is not run.
    static func identity(
        for path: FilePath,
        wanted: PlannedCommand.Identity?
    ) -> Result<PlannedCommand.Identity?, Refusal> {
        guard Accounts.effectiveUser == 0, wanted == nil else { return .success(wanted) }
        let files = HostFileSystem()
        do throws(AccessError) {
            let real = try files.realPath(of: path)
            let program = try files.status(of: real)
            var place = real
            var foreign: FileStatus?
            while !place.components.isEmpty {
                let status = try files.status(of: place)
                if status.owner != 0 || status.permissions & 0o022 != 0 {
                    // A sticky directory such as /tmp lets only the owner replace what is in it.
                    guard status.kind == .directory && status.owner == 0 && status.permissions & 0o1000 != 0 else {
                        foreign = status
                        break
                    }
                }
                place.removeLastComponent()
            }
            guard let foreign else { return .success(nil) }
            guard program.owner != 0, foreign.permissions & 0o002 == 0, program.permissions & 0o002 == 0 else {
                return .failure(
                    Refusal(reason: "\(path.displayText) could have been changed by others than root: not run as root")
                )
            }
            return .success(.init(user: program.owner, group: program.group))
        } catch {
            return .failure(Refusal(reason: "\(error)"))
        }
    }
}
