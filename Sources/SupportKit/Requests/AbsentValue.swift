internal import Mustache

/// What a template prints for something that is not known: words that say so.
///
/// A section takes it for absent.
struct AbsentValue: MustacheCustomRenderable {
    let renderText: String
    var isNull: Bool { true }

    init(_ text: String) {
        renderText = text
    }
}
