internal import ArgumentParser

struct OutputOptions: ParsableArguments {
    @Flag(name: .long, help: "Print one JSON object instead of text.")
    var json = false

    @Flag(name: [.short, .long], help: "Print the result and errors only.")
    var quiet = false

    @Flag(name: [.short, .long], help: "Name every artifact and every reason.")
    var verbose = false

    @Flag(name: .customLong("no-color"), help: "Print without colours; NO_COLOR does the same.")
    var noColour = false

    func validate() throws {
        if quiet && verbose { throw ValidationError("--quiet and --verbose exclude each other") }
    }

    var console: Console {
        Console(level: quiet ? .quiet : verbose ? .verbose : .normal, noColour: noColour)
    }
}
