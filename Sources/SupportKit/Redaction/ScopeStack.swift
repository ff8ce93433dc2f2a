/// The parts of a YAML or pretty-printed JSON document that enclose the line at hand, as far as they matter.
struct ScopeStack {
    enum Kind {
        /// Every value in it is secret: `stringData` of a Kubernetes secret, `passwords:`.
        case secrets
        /// A bare `key` in it is secret: `auth:`, `encryption:`.
        case keys
        /// Block scalars in it hold `user:password` lines: cloud-init's `chpasswd`.
        case pairs
        /// Values in it are secret if they look like it: `credentials:`, `tokens:`.
        case telling
        /// Base 64 values in it are secret: `data` of a Kubernetes object that may be a secret.
        case encoded
    }

    private struct Scope {
        let indent: Int
        let kind: Kind
    }

    private var scopes: [Scope] = []
    /// The `kind` of the Kubernetes object, as far as it is known.
    var isSecretObject: Bool?
    /// `apiVersion` was seen.
    var isObject = false

    private static let limit = 32

    mutating func leave(for indent: Int) {
        while let last = scopes.last, last.indent >= indent { scopes.removeLast() }
    }

    mutating func enter(_ kind: Kind, indent: Int) {
        if scopes.count < Self.limit { scopes.append(Scope(indent: indent, kind: kind)) }
    }

    mutating func startDocument() {
        scopes.removeAll()
        isSecretObject = nil
        isObject = false
    }

    func masksEverything(at indent: Int) -> Bool {
        guard let last = scopes.last(where: { $0.indent < indent }) else { return false }
        return last.kind == .secrets || last.kind == .telling
            || (last.kind == .encoded && isObject && isSecretObject != false)
    }

    /// Whether only values in base 64 are secret at `indent`: it is not known yet whether the object is a secret.
    func needsEncoding(at indent: Int) -> Bool {
        scopes.last { $0.indent < indent }?.kind == .encoded && isSecretObject == nil
    }

    /// Whether only values that look like secrets are at `indent`.
    func needsTelling(at indent: Int) -> Bool {
        scopes.last { $0.indent < indent }?.kind == .telling
    }

    func holdsKeys(at indent: Int) -> Bool {
        scopes.contains { $0.indent < indent && ($0.kind == .keys || $0.kind == .secrets) }
    }

    func holdsPairs(at indent: Int) -> Bool {
        scopes.last { $0.indent < indent }?.kind == .pairs
    }

    /// The class of a value under the name `range`; nil where the name speaks against a secret.
    func leafClass(_ bytes: [UInt8], _ range: Range<Int>) -> KeyClass? {
        var hash = WordHash()
        for index in range { hash.add(bytes[index].lowered) }
        return Self.harmless.contains(hash) ? nil : .secret
    }

    private static let harmless = WordHash.set(
        "name namespace type kind id path file url user username description enabled version engine mount created role "
            + "title label labels from ref key optional items"
    )
}
