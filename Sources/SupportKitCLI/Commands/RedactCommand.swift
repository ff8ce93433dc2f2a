internal import ArgumentParser
internal import Platform
internal import SupportKit
internal import SystemPackage

struct RedactCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "redact",
        abstract: "Remove the secrets from a text: a file or standard input to standard output.",
        discussion: """
            The same redaction as of a bundle, as a filter. The file's name, or --name, chooses the grammar: app.yml is read \
            as YAML, server.xml as XML, anything unknown as a log. A compressed file comes out as the text it holds.

              supportkit redact server.xml > for-the-forum.xml
              journalctl -u app | supportkit redact --learn /etc/app/app.conf
              supportkit redact --explain app.log

            If redaction fails, or the input turns binary, the exit code is 1 and what was written is not the whole.

            \(ExitStatus.help)
            """
    )

    @Argument(help: "The file; left out or '-', standard input.", completion: .file())
    var file: String?

    @Option(
        name: .long,
        help: ArgumentHelp("The name by which the grammar is chosen; default the file's.", valueName: "name")
    )
    var name: String?

    @Flag(
        name: .long,
        help: "Instead of the text, print what is removed and what is kept, where, by which rule and why."
    )
    var explain = false

    @Flag(name: .customLong("list-rules"), help: "Print every rule with its reason and examples.")
    var listRules = false

    @Option(
        name: .long,
        parsing: .singleValue,
        help: ArgumentHelp(
            "Read this file first: secrets found in it are removed wherever they stand; may be repeated.",
            valueName: "file"
        )
    )
    var learn: [String] = []

    @Option(
        name: .long,
        parsing: .singleValue,
        help: ArgumentHelp("A further setting whose value is secret; may be repeated.", valueName: "name")
    )
    var key: [String] = []

    @Flag(name: .long, help: "Accept a binary file: secrets that stand in it as text are overwritten with asterisks.")
    var binary = false

    @OptionGroup(title: "Redaction") var redaction: RedactionOptions
    @OptionGroup(title: "Pseudonyms") var pseudonyms: PseudonymOptions
    @OptionGroup(title: "Output") var outputOptions: OutputOptions

    func validate() throws {
        if listRules && (file != nil || explain) {
            throw ValidationError("--list-rules stands alone")
        }
        if !pseudonyms.pseudonyms.isEmpty && pseudonyms.map == nil && pseudonyms.caseKey == nil && !explain {
            throw ValidationError("--pseudonyms needs --map FILE, or nobody can ever turn the names back")
        }
        if outputOptions.json && !explain && !listRules {
            throw ValidationError("--json goes with --explain or --list-rules; the redacted text is no JSON")
        }
    }

    func run() throws {
        let console = outputOptions.console
        do {
            let policy = try redaction.policy()
            if listRules {
                try Console.result(
                    outputOptions.json ? try RuleList.json(policy) : Console.safe(RuleList.text(policy))
                )
                return
            }
            let names = try pseudonyms.session(policy)
            let session = try RedactionSession(
                configuration: RedactionConfiguration(profileKeys: key, policy: policy),
                pseudonyms: names
            )
            for name in learn { try self.learn(try InstallationOptions.absolute(name), session) }
            let input = try input()
            let filter = TextFilter(session: session, name: FilePath(name ?? source ?? ""), takesBinary: binary)
            let tally = explain ? try explain(input, filter) : try pass(input, filter)
            if let names, let map = try pseudonyms.mapPath() { try names.writeMap(to: map) }
            console.detail(Self.summary(tally))
        } catch let code as ExitCode {
            throw code
        } catch let error as ProfileError {
            throw console.failure(error, ExitStatus.usage)
        } catch let error as ValidationError {
            throw console.failure(error.message, ExitStatus.usage)
        } catch {
            throw console.failure("\(source.map { "\($0): " } ?? "")\(error)", ExitStatus.noResult)
        }
    }

    /// The file's name as given; nil for standard input.
    private var source: String? { file == "-" ? nil : file }

    private func input() throws -> ByteInput {
        guard let source else { return .standardInput }
        return try ByteInput.open(try InstallationOptions.absolute(source))
    }

    private func learn(_ path: FilePath, _ session: RedactionSession) throws {
        do {
            _ = try TextFilter(session: session, name: path).run(try ByteInput.open(path)) { _ in }
        } catch let error as TextFilterError {
            throw ValidationError("--learn \(path.displayText): \(error)")
        }
    }

    private func pass(_ input: borrowing ByteInput, _ filter: TextFilter) throws -> RedactionTally {
        do {
            return try filter.run(input) { bytes in
                try bytes.withSpan { span in try StandardOutput.write(span) }
            }
        } catch let error as SystemError where error.errno == .brokenPipe {
            // Nobody reads any more, as with `| head`.
            throw ExitCode.success
        }
    }

    // MARK: - Explanation

    private func explain(_ input: borrowing ByteInput, _ filter: TextFilter) throws -> RedactionTally {
        var rows: [ExplanationRow] = []
        let prefix = TerminalText.escaped(name ?? source ?? "standard input")
        let isJSON = outputOptions.json
        var failure: (any Error)?
        let tally = try filter.run(
            input,
            explain: { explanation in
                let row = ExplanationRow(explanation)
                guard !isJSON else { return rows.append(row) }
                do { try Console.result("\(prefix):\(row.text)") } catch { failure = failure ?? error }
            },
            into: { _ in }
        )
        if let failure { throw failure }
        if isJSON { try Console.result(String(decoding: try StableJSON.encode(rows).dropLast(), as: UTF8.self)) }
        return tally
    }

    private static func summary(_ tally: RedactionTally) -> String {
        let rules = tally.hits.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.key) \($0.value)" }
        return "\(tally.total) removed" + (rules.isEmpty ? "" : ": " + rules.joined(separator: ", "))
    }
}
