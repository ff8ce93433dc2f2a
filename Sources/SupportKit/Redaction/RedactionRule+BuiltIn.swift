extension BuiltInRule {
    /// The rule with its texts.
    var rule: RedactionRule {
        switch self {
        case .password: RedactionRule(.password, "x", .password)
        case .secret: RedactionRule(.secret, "x", .password)
        case .token: RedactionRule(.token, "x", .token)
        case .key: RedactionRule(.key, "x", .token)
        case .credential: RedactionRule(.credential, "x", .password)
        case .pin: RedactionRule(.pin, "x", .password)
        case .extraKey: RedactionRule(.extraKey, "x", .known)
        case .authorization: RedactionRule(.authorization, "x", .session)
        case .cookie: RedactionRule(.cookie, "x", .session)
        case .urlPassword: RedactionRule(.urlPassword, "x", .password)
        case .commandLine: RedactionRule(.commandLine, "x", .password)
        case .sql: RedactionRule(.sql, "x", .password)
        case .prose: RedactionRule(.prose, "x", .password)
        case .passwordFile: RedactionRule(.passwordFile, "x", .password)
        case .pipe: RedactionRule(.pipe, "x", .password)
        case .privateKey: RedactionRule(.privateKey, "x", .key)
        case .learned: RedactionRule(.learned, "x", .known)
        case .literal: RedactionRule(.literal, "x", .known)
        }
    }
}
