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
    /// Within `<auth-user-pass>`: a line with a name, then one with the password.
    case account(line: Int)
    /// Behind a prompt for a password: the last word of the next line is it.
    case answer
    /// Within `map $http_x_api_key … {` of nginx: what each statement begins with is a secret.
    case mapRows(linesLeft: Int)
    /// Behind a quoted text that the next line goes on with, in quotes of its own.
    case textPiece(KeyClass)
    /// Within `<<EOT`, up to the line that says so.
    case heredoc(KeyClass, mark: WordHash, isLabelled: Bool, linesLeft: Int)
    /// The line before ended in a backslash.
    case continuation(KeyClass, isLabelled: Bool)
    /// The argument before was an option that takes a password, or `user:password`.
    case optionValue(isPair: Bool)
    /// The line before ended in a backslash behind an option or a name: the first word is its value.
    case firstWord(isGlued: Bool, isPair: Bool)
    /// The item before, in YAML or JSON, was an option that takes a password.
    case optionItem
    /// Within the rows of an INSERT, some columns of which are secret; a bit for each.
    case rows(KeyClass, columns: UInt64, linesLeft: Int)
    /// Behind `password:` at the end of a line of text: the next line may be the value, if it is one telling word.
    case nextLine(KeyClass)
    /// Below the head of a table, some columns of which are secret; a bit for each.
    case table(separator: UInt8, columns: UInt64, count: Int)
    /// Within a block scalar of `user:password` lines.
    case pairs(indent: Int)
    /// Behind a value of LDIF: lines that begin with a blank go on with it.
    case folded(KeyClass)
    /// Within a block of key material of so many lines.
    case countedKey(linesLeft: Int, isLabelled: Bool)
    /// Within a certificate or another block that is no secret.
    case publicBlock(linesLeft: Int)
    /// Within a value that did not end in the part of an overlong line read so far.
    case overlong(KeyClass, quote: UInt8, level: Int)
}
