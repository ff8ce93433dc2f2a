internal import ArgumentParser
internal import Platform
internal import SupportKit
internal import SystemPackage

/// Settings that stand behind the options: `SUPPORTKIT_*` of the environment, then the user's, then the host's file.
struct HostSettings {
    static let keys = [
        "product", "output", "timezone", "reserve", "deadline", "default-window", "max-size", "attachment-limit",
        "encrypt-to", "rate",
    ]
    /// Answers that are the same for every incident, such as the environment and the contact.
    private static let answerKeys = Answers.Field.allCases.map(\.rawValue)

    private var values: [(name: String, source: String, texts: [String: String])] = []

    init(home: FilePath?) throws {
        var environment: [String: String] = [:]
        for key in Self.keys + Self.answerKeys {
            let name = "SUPPORTKIT_" + key.uppercased().replacing("-", with: "_").replacing(".", with: "_")
            environment[key] = ThisProcess.environment(name)
        }
        values.append(("environment", "SUPPORTKIT_*", environment))
        var files: [FilePath] = ["/etc/supportkit/config.yml"]
        if let home { files.insert(home.appending(".config/supportkit/config.yml"), at: 0) }
        for file in files where UnpublishedFile.exists(file) {
            let text = try UserFile.text(of: file, maximumBytes: 1 << 20)
            let texts = try SettingsFile.parse(
                yaml: text,
                fileName: file.displayText,
                keys: Self.keys + Self.answerKeys
            )
            values.append((file.displayText, file.displayText, texts))
        }
    }

    subscript(key: String) -> String? {
        values.lazy.compactMap { $0.texts[key] }.first
    }

    /// The largest bundle that goes with the e-mail.
    func attachmentLimit() throws -> AttachmentLimit {
        guard let text = self["attachment-limit"] else { return AttachmentLimit() }
        guard let count = ByteCount(text: text), count.bytes <= AttachmentLimit.maximumRawBytes else {
            throw ValidationError("attachment-limit: '\(text)' is not a size up to 40MiB; write 18MiB, or 0 for none")
        }
        return AttachmentLimit(rawBytes: Int(count.bytes))
    }

    func answers() throws -> Answers {
        var answers = Answers()
        for field in Answers.Field.allCases {
            guard let found = values.first(where: { $0.texts[field.rawValue] != nil }),
                let text = found.texts[field.rawValue]
            else { continue }
            try answers.set(field, to: text, source: found.source)
        }
        return answers
    }
}
