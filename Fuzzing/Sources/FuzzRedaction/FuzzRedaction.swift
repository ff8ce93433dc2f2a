import SupportKit

/// What libFuzzer calls with each input.
///
/// The last byte chooses the grammar and the one before it the length of pieces, so that any text is a seed. A trap is
/// a finding, and so is an output that depends on how the input was cut, or that has more or fewer lines.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    guard count > 2 else { return 0 }
    let input = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    let text = Array(input.dropLast(2))
    let grammars = Grammar.allCases
    let choice = Int(input[count - 1])
    let grammar =
        choice < 128 ? grammars[choice % grammars.count] : Grammar.recognise(name: "", head: text.span)
    let whole = redacted(text, grammar, piece: text.count)
    let cut = redacted(text, grammar, piece: Int(input[count - 2]) + 1)
    precondition(whole == cut, "the output depends on where the input is cut")
    return 0
}

/// The text without its secrets, handed over in pieces of a length.
private func redacted(_ text: [UInt8], _ grammar: Grammar, piece: Int) -> [UInt8] {
    var output: [UInt8] = []
    func take(_ bytes: borrowing RedactedBytes) {
        bytes.withSpan { span in for index in span.indices { output.append(span[index]) } }
    }
    do {
        let session = try RedactionSession()
        var redactor = session.makeRedactor(grammar: grammar)
        var start = 0
        while start < text.count {
            let end = min(start + piece, text.count)
            try redactor.consume(text.span.extracting(start..<end), into: take)
            start = end
        }
        _ = try redactor.finish(into: take)
    } catch {
        fatalError("redaction failed: \(error)")
    }
    return output
}
