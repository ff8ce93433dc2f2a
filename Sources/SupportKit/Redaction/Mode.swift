/// What a line leaves open for the next one.
enum Mode {
    case plain
    /// Within a block of key material, up to its end mark.
    case keyBlock(linesLeft: Int, isLabelled: Bool)
    /// Within the text of an element whose name is secret, up to `<`, or to `]]>` in a CDATA section.
    case elementText(KeyClass, isCharacterData: Bool, linesLeft: Int, isLabelled: Bool)
    /// Within a quoted text that did not close.
    case quotation(KeyClass, quote: UInt8, level: Int, linesLeft: Int)
    /// Within a YAML block scalar: every deeper line.
    case block(KeyClass, indent: Int, isLabelled: Bool)
    /// Behind a key without a value on its line: deeper lines hold it, as list or alone.
    case nested(KeyClass, indent: Int, isLabelled: Bool)
    /// Within `[ … ]` under a secret key.
    case list(KeyClass, linesLeft: Int)
    /// The line before ended in a backslash.
    case continuation(KeyClass, isLabelled: Bool)
    /// The argument before was an option that takes a password.
    case optionValue
    /// Within a value that did not end in the part of an overlong line read so far.
    case overlong(KeyClass, quote: UInt8, level: Int)
}
