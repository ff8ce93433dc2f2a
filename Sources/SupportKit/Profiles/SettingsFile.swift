/// The user's or the host's `config.yml`: one level of keys with single values.
public enum SettingsFile {
    /// Reads the file's text.
    ///
    /// - Throws: ``ProfileError`` with file and line for an unknown key.
    public static func parse(yaml text: String, fileName: String, keys: [String]) throws(ProfileError) -> [String:
        String]
    {
        let node = try SettingsNode(yaml: text, file: fileName, keys: keys)
        var values: [String: String] = [:]
        for key in keys { values[key] = try node.string(key) }
        return values
    }
}
