internal import Platform

/// Decides whether what stands at a secret's place may stand there: a label, a reference, a word, a path, code.
///
/// Written as a pattern for the whole value. It lets through more than the redactor masks, never less: whatever is
/// doubtful is left to the redactor, for an alarm withholds the bundle.
struct HarmlessValue: Sendable {
    private let harmless: BytePattern
    private let random: BytePattern

    init(mayCompile: Bool) throws(BytePattern.Failure) {
        harmless = try BytePattern(Self.pattern, isCaseless: true, mayCompile: mayCompile)
        random = try BytePattern(Self.randomPattern, mayCompile: mayCompile)
    }

    private static let pattern = #"""
        (?:
            .{0,5}
        |   \[redacted: .*
            # A label that the edge of a database's page cuts in two: the number of another page follows
        |   (?: \[ (?: r (?: e (?: d (?: a (?: c (?: t (?: e d? )? )? )? )? )? )? )? )? \x00 (?s: .* )
        |   (.)\1{3,} | [*.\-_x\x80-\xFF]+
            # References, and templates
        |   \$[{(] .* | \$[a-z_]\w* | %[{(] .* | %\w+%? | @[\w.\-]+@ | [{<] .* | \#\{ .*
        |   .* \{\{ .* | .* \$[{(] .* | .* %[sdv] .*
        |   (?: env | file | vault | arn | op | ref | kms | ssm | aws | gcp | azure | classpath | keyring | secret
              | secrets | config | hash | sys | data | \w+ref | https? ) [:+] .*
        |   enc\( .* | \{cipher\} .* | [a-z+.\-]+ :// .*
            # Numbers, times, versions, addresses
        |   [+\-]? [\d.,:_/+\-tz]+ | 0x[0-9a-f]+ [ul]* | \d+ [a-z]{1,3}
            # Words, names of classes, and what a sentence ends with
        |   [^a-z0-9]* [a-z]+ (?: [\-_./:' ]+ [a-z]+ )* [^a-z0-9]*
        |   [a-z_]\w* (?: (?: \. | :: | -> ) [a-z_]\w* )+ [^a-z0-9]*
            # Paths
        |   (?: ~ | \.{1,2} )? / .* | [a-z]:[\\/] .* | [\w.\-]+ (?: / [\w.\-]+ )* \. (?: pem | key | crt | cer | p12
              | jks | pfx | txt | conf | json | ya?ml | xml | properties | ini | keytab | kdb | ks | html? | php | js
              | py | png | sh )
            # Calls, indices, and objects as programs print them
        |   [\w.$>:\-]+ [(\[] .* | [\w.$\-]+ @ [0-9a-f]{4,16}
            # Hardly a letter or digit
        |   [^a-z0-9]* (?: [a-z0-9] [^a-z0-9]* ){0,3}
        ) \z
        """#

    /// Sixteen bytes at least, letters and digits mixed, no UUID, no chain of words.
    private static let randomPattern = #"""
        (?= [^0-9]* [0-9] ) (?= [^A-Za-z]* [A-Za-z] ) (?! [0-9a-fA-F]{8}-[0-9a-fA-F]{4}- )
        (?! [a-z]+ (?: [\-_.] [a-z]+ )+ [\-_.]? [0-9]+ \z )
        [A-Za-z0-9+/=_\-.~%|!*:]{16,} \z
        """#

    /// Whether `value` may stand where a secret would.
    ///
    /// - Returns: nil when the value could not be examined.
    func allows(
        _ value: Span<UInt8>,
        proof: LeakRule.Proof,
        using room: borrowing BytePattern.Room
    ) -> Bool? {
        guard proof != .form else { return false }
        switch harmless.match(value, at: 0, using: room) {
        case .match: return true
        case .failed: return nil
        case .noMatch: break
        }
        guard proof == .random else { return false }
        switch random.match(value, at: 0, using: room) {
        case .match: return false
        case .failed: return nil
        case .noMatch: return true
        }
    }
}
