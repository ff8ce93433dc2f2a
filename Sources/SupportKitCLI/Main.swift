internal import ArgumentParser
internal import Platform

/// The program: prepares the process, then lets the command line decide.
@main
enum Main {
    static func main() async {
        ThisProcess.prepare()
        await SupportKitCommand.main()
    }
}
