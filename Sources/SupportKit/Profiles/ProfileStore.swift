internal import Platform
public import SystemPackage

/// Where profiles and request templates are found: the user's, then the host's, then the built-in ones.
public struct ProfileStore: Sendable {
    /// A place that holds one folder for each product.
    public struct Place: Sendable {
        /// The name for people.
        public let name: String
        /// The folder; nil for the built-in set.
        public let directory: FilePath?
    }

    /// The places, the first one that has a product wins.
    public let places: [Place]

    private static let maximumSize = 1 << 20

    /// Creates a store.
    ///
    /// - Parameter home: the user's home directory; nil when there is none, as under cron.
    public init(home: FilePath?) {
        var places: [Place] = []
        if let home { places.append(Place(name: "user", directory: home.appending(".config/supportkit/templates"))) }
        places.append(Place(name: "host", directory: "/etc/supportkit/templates"))
        places.append(Place(name: "built in", directory: nil))
        self.places = places
    }

    /// The ids of all products, with the place of each, by id.
    public func products() -> [(id: String, place: Place)] {
        var found: [String: Place] = [:]
        for place in places.reversed() {
            for id in ids(in: place) { found[id] = place }
        }
        return found.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// Reads a profile by id, or by the path of a profile file or its folder.
    ///
    /// - Throws: ``ProfileError`` with file and line.
    public func profile(_ name: String) throws(ProfileError) -> Profile {
        if name.contains("/") || name.hasSuffix(".yml") || name.hasSuffix(".yaml") {
            let file = try profileFile(named: name)
            return try Profile(yaml: text(of: file), file: file.displayText)
        }
        for place in places {
            guard let text = try text(of: "profile.yml", for: name, in: place) else { continue }
            let profile = try Profile(yaml: text.content, file: text.name)
            guard profile.id == name else {
                throw ProfileError(
                    file: text.name,
                    line: nil,
                    problem: "the folder is named '\(name)' and the profile's id is '\(profile.id)'"
                )
            }
            return profile
        }
        let known = products().map(\.id).joined(separator: ", ")
        throw ProfileError(file: name, line: nil, problem: "there is no such product; there are: \(known)")
    }

    /// The profiles a profile uses.
    public func shared(by profile: Profile) throws(ProfileError) -> [Profile] {
        var shared: [Profile] = []
        for id in profile.uses { shared.append(try self.profile(id)) }
        return shared
    }

    /// The request template of a product: beside its profile, else by its id, else the one for any product.
    public func requestTemplate(for profile: Profile) throws(ProfileError) -> (text: String, name: String) {
        if profile.origin.hasPrefix("/") {
            let beside = FilePath(profile.origin).removingLastComponent().appending("request.mustache")
            if (try? HostFileSystem().status(of: beside)) != nil { return (try text(of: beside), beside.displayText) }
        }
        for id in [profile.id, "files"] {
            for place in places {
                if let text = try text(of: "request.mustache", for: id, in: place) { return (text.content, text.name) }
            }
        }
        throw ProfileError(file: "request.mustache", line: nil, problem: "no request template was found")
    }

    private func profileFile(named name: String) throws(ProfileError) -> FilePath {
        let given = FilePath(name)
        guard let path = given.isAbsolute ? given : ThisProcess.currentDirectory?.pushing(given) else {
            throw ProfileError(file: name, line: nil, problem: "relative, and the current directory no longer exists")
        }
        do throws(AccessError) {
            let isDirectory = try HostFileSystem().status(of: path.lexicallyNormalized()).kind == .directory
            return isDirectory ? path.lexicallyNormalized().appending("profile.yml") : path.lexicallyNormalized()
        } catch {
            throw ProfileError(file: name, line: nil, problem: "\(error)")
        }
    }

    private func ids(in place: Place) -> [String] {
        guard let directory = place.directory else {
            return EmbeddedTemplates.files.keys.compactMap { path in
                let parts = path.split(separator: "/")
                return parts.count == 2 && parts[1] == "profile.yml" ? String(parts[0]) : nil
            }
        }
        let files = HostFileSystem()
        return ((try? files.entries(of: directory)) ?? []).filter { entry in
            (try? files.status(of: directory.appending(entry.name).appending("profile.yml"))) != nil
        }.map(\.name.string)
    }

    private func text(
        of file: String,
        for id: String,
        in place: Place
    ) throws(ProfileError) -> (content: String, name: String)? {
        guard let directory = place.directory else {
            return EmbeddedTemplates.files["\(id)/\(file)"].map { ($0, "templates/\(id)/\(file)") }
        }
        // An id is a plain name, never a way out of the folder.
        guard !id.isEmpty, !id.contains("/"), id != "..", id != "." else { return nil }
        let path = directory.appending(id).appending(file)
        guard (try? HostFileSystem().status(of: path)) != nil else { return nil }
        return (try text(of: path), path.displayText)
    }

    /// Reads a file that directs what supportkit does.
    private func text(of path: FilePath) throws(ProfileError) -> String {
        let status: FileStatus
        do throws(AccessError) {
            status = try HostFileSystem().status(of: path)
        } catch {
            throw ProfileError(file: path.displayText, line: nil, problem: "\(error)")
        }
        try Self.checkTrust(status, path)
        return try UserFile.text(of: path, maximumBytes: Self.maximumSize)
    }

    /// As root, a profile that somebody else can change would let him choose what root reads and runs.
    private static func checkTrust(_ status: FileStatus, _ path: FilePath) throws(ProfileError) {
        guard Accounts.effectiveUser == 0 else { return }
        guard status.owner == 0, status.permissions & 0o022 == 0 else {
            throw ProfileError(
                file: path.displayText,
                line: nil,
                problem:
                    "belongs to \(status.ownerText) with mode \(ArtifactRecord.modeText(status.permissions)), and supportkit runs as root: "
                    + "it must belong to root and be writable by root alone (chown root, chmod go-w)"
            )
        }
    }
}
