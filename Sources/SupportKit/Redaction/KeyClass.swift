/// What the name of a setting says about its value.
enum KeyClass: UInt8 {
    /// Nothing secret.
    case none
    case password
    /// `pass` alone, which counts passes as often as it names a password.
    case pass
    case secret
    case token
    case key
    /// A key only if its value looks random: `key`, `routing_key`.
    case weakKey
    case credential
    /// A secret only if its value looks like one: `auth`.
    case auth
    /// `Authorization`: a scheme, then the secret.
    case authorization
    /// `Cookie`: pairs, of which the values are secret.
    case cookie
    /// `user:password` in one value.
    case userAndPassword
    case pin
    case sessionID
    /// Secret in a URL only: `sig`.
    case signature
    /// `pass:x`, `env:x`, `file:x`.
    case passwordSource
    case extra
    /// Several secrets: `passwords`, `secrets`.
    case plural
    /// Names another key: `name="db.password"`.
    case pairName
    /// Belongs to a named key: `value="x"`.
    case pairValue

    /// Whether a value under this key is taken for a secret without looking like one.
    var isSecret: Bool {
        switch self {
        case .none, .weakKey, .auth, .signature, .pairName, .pairValue, .sessionID, .pin, .plural: false
        default: true
        }
    }

    /// The rule that a mask of such a value counts for.
    var rule: BuiltInRule {
        switch self {
        case .password, .pass, .passwordSource, .userAndPassword: .password
        case .secret, .plural: .secret
        case .token, .sessionID: .token
        case .key, .weakKey, .signature: .key
        case .authorization: .authorization
        case .cookie: .cookie
        case .pin: .pin
        case .extra: .extraKey
        case .credential, .auth, .none, .pairName, .pairValue: .credential
        }
    }
}
