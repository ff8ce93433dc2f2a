internal import ArgumentParser
internal import Platform
internal import SupportKit

struct EncryptionOptions: ParsableArguments {
    @Option(
        name: .customLong("encrypt-to"),
        parsing: .singleValue,
        help: ArgumentHelp(
            "Encrypt the bundle to this OpenPGP key, with the host's gpg: a fingerprint, or an e-mail address; may be repeated. Only ciphertext reaches the disk.",
            valueName: "key"
        )
    )
    var encryptTo: [String] = []

    /// The keys, each once; those given take the place of those in the settings.
    ///
    /// - Throws: ``OpenPGPError``; the exit code of a signal that arrived meanwhile.
    func recipients(_ settings: HostSettings) async throws -> [OpenPGPKey] {
        let set = settings["encrypt-to"]?.split(separator: ",").map { $0.trimmingPrefix { $0 == " " } } ?? []
        var keys: [OpenPGPKey] = []
        for name in encryptTo.isEmpty ? set.map(String.init) : encryptTo {
            let key: OpenPGPKey
            do { key = try await OpenPGPKey.find(name) } catch {
                // A child that was stopped by Ctrl-C says nothing about the key.
                if let signal = Interruption.signal { throw ExitStatus.interrupted(by: signal) }
                throw error
            }
            if !keys.contains(key) { keys.append(key) }
        }
        return keys
    }
}
