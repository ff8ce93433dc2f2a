internal import ArgumentParser
internal import Platform

/// The program: prepares the process, then lets the command line decide.
@main
enum Main {
    static func main() async {
        ThisProcess.prepare()
        do {
            let words = try CommandWords.prepared(Array(CommandLine.arguments.dropFirst()))
            await SupportKitCommand.main(words)
        } catch {
            SupportKitCommand.exit(withError: error)
        }
    }
}
