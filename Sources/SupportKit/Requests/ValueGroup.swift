internal import Mustache

/// Template values below one name, such as those of `window.since` and `window.until`.
///
/// A section on the name itself is shown when the group is present.
struct ValueGroup: MustacheParent, MustacheCustomRenderable {
    let members: [String: Any]
    let isNull: Bool
    var renderText: String { "" }

    func child(named name: String) -> Any? { members[name] }
}
