internal import SupportKit

/// Chooses the product: by name, or by looking which one is on this host.
struct ProductChoice {
    let store: ProfileStore
    let request: InstallationFinder.Request

    func profile(named name: String?) throws -> Profile {
        if let name { return try store.profile(name) }
        var found: [(profile: Profile, candidates: [Installation])] = []
        var tried: [String] = []
        for (id, _) in store.products() {
            let profile = try store.profile(id)
            // A product that is not searched for can only be named.
            guard profile.installation.process != nil || !profile.installation.layouts.isEmpty else { continue }
            tried.append(id)
            let candidates = (try? InstallationFinder(profile: profile, request: request).candidates()) ?? []
            let usable = candidates.filter {
                request.configuration == nil || $0.configuration.problem == nil && $0.configuration.isRead
            }
            if !usable.isEmpty { found.append((profile, usable)) }
        }
        if found.count == 1 { return found[0].profile }
        if found.isEmpty {
            throw InstallationError.notFound(
                "no known product was found on this host (looked for: \(tried.joined(separator: ", "))); "
                    + "name the product, or a directory: supportkit collect files --root DIR"
            )
        }
        let lines = found.flatMap { item in item.candidates.map { "\(item.profile.id): \($0.summary)" } }
        throw InstallationError.notFound(
            "several products are on this host; name the one that has the problem:\n"
                + lines.map { "  \($0)" }.joined(separator: "\n")
        )
    }
}
