internal import SupportKit
internal import SystemPackage

/// The bundle a command is given.
enum BundleArgument {
    /// Its absolute path.
    ///
    /// - Throws: ``BundleError`` for standard input: index and manifest stand at a bundle's end.
    static func path(_ text: String) throws -> FilePath {
        guard text != "-" else {
            throw BundleError.unavailable(
                "a bundle cannot be read from standard input, since its index is at its end; save it to a file, or write ./- "
                    + "for a file of that name"
            )
        }
        return try InstallationOptions.absolute(text)
    }
}
