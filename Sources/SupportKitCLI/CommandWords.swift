internal import ArgumentParser
internal import Platform
internal import SupportKit

/// The words of the command line, before the argument parser reads them.
///
/// It takes `-2h` for three short options, one of which asks for help: behind a misspelt option that would end as if all
/// were well.
enum CommandWords {
    /// The words with each value that looks like a negative number tied to the option before it.
    ///
    /// - Throws: a usage error for such a word that follows no option, for a command that does not exist, and for a time or
    ///   length of several words without quotes, of which the second would be taken for a product.
    static func prepared(_ words: [String]) throws -> [String] {
        try checkCommand(words)
        try checkQuotes(words)
        var prepared: [String] = []
        var isLiteral = false
        for word in words {
            isLiteral = isLiteral || word == "--"
            guard !isLiteral, isNegative(word) else {
                prepared.append(word)
                continue
            }
            guard let last = prepared.last, last.hasPrefix("--"), !last.contains("=") else {
                throw ValidationError("'\(word)' follows no option; did you mean --since \(word)?")
            }
            prepared[prepared.count - 1] = "\(last)=\(word)"
        }
        return prepared
    }

    private static func isNegative(_ word: String) -> Bool {
        word.hasPrefix("-") && word.dropFirst().first.map { $0.isASCII && $0.isNumber } == true
    }

    private static func checkQuotes(_ words: [String]) throws {
        for (index, word) in words.enumerated() {
            guard word != "--" else { return }
            let parts = word.split(separator: "=", maxSplits: 1)
            guard let option = parts.first.map(String.init),
                timeOptions.contains(option) || lengthOptions.contains(option)
            else { continue }
            let values = parts.dropFirst().map(String.init) + words[(index + 1)...].prefix(6)
            for count in stride(from: values.count, to: 1, by: -1) {
                let text = values.prefix(count).joined(separator: " ")
                let isOne =
                    lengthOptions.contains(option)
                    ? Duration(text: text) != nil
                    : (try? TimeExpression.read(text, now: ThisProcess.now, zone: .utc)) != nil
                if isOne { throw ValidationError("a value of several words needs quotes: \(option) '\(text)'") }
            }
        }
    }

    private static let timeOptions = ["--since", "--until", "--around", "--at"]
    private static let lengthOptions = ["--window", "--deadline"]

    private static func checkCommand(_ words: [String]) throws {
        var command: any ParsableCommand.Type = SupportKitCommand.self
        for word in words {
            let commands = command.configuration.subcommands
            guard !commands.isEmpty, !word.hasPrefix("-"), !["help", ""].contains(word) else { return }
            let names = commands.compactMap { $0.configuration.commandName }
            guard let next = commands.first(where: { $0.configuration.commandName == word }) else {
                guard command.configuration.defaultSubcommand == nil else { return }
                let near = NearestName.of(word, among: names).map { "; did you mean '\($0)'?" }
                throw ValidationError("there is no command '\(word)'" + (near ?? ": \(names.joined(separator: ", "))"))
            }
            command = next
        }
    }
}
