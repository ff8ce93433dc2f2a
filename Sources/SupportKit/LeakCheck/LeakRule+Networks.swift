/// Credentials as protocols carry them.
extension LeakRule {
    static let networks: [LeakRule] = [
        LeakRule(
            "url-credentials",
            "a password in a URL",
            literals: "abcdefghijklmnopqrstuvwxyz0123456789".map { "\($0)://" },
            isCaseless: true,
            pattern: #"""
                [a-z0-9]:// [^\s/:@"'<>?\#\[\](){}|\\,;`]{0,128} : ([^\s/"'<>?\#\[\](){}|\\`,]{1,256}) @ [a-z0-9\[_]
                """#,
            proof: .value,
            positives: ["tcp://ops:P4ss-w0rd@host:9007/amps/json", "redis://:only-Pw1@cache:6379/0"],
            negatives: [
                "tcp://ops:[REDACTED:url-password#7]@host:9007", "http://a.example.com:8080/x@2.0/y",
                "ssh://git@host/x", "https://user:password@host/", "https://$user:${pw1}@host/",
                "https://example.com:443?x=a1@b",
            ]
        ),
        LeakRule(
            "authorization-header",
            "the credentials of an Authorization header",
            literals: ["authorization"],
            isCaseless: true,
            pattern: #"""
                authorization \\{0,3}["']? [ ]{0,2} [:=,] >? [ ]{0,2} \\{0,3}["']? [ ]{0,2}
                (?: basic | bearer | token | apikey | negotiate | splunk | digest[ ]username ) [ =]{1,2}
                # A digit, or small letters before capital ones, as sentences do not have them.
                (?-i: (?= [\w.~+/\-=]*[0-9] | [\w.~+/\-=]*[a-z][\w.~+/\-=]*[A-Z] ) ) ([a-z0-9._~+/\-=]{8,4096})
                """#,
            positives: ["Authorization: Basic dXNlcjpwYXNzMTIz", "\"authorization\": \"Bearer abc.def-12\""],
            negatives: [
                "Authorization: Basic [REDACTED:authorization#3]", "authorization: basic realm",
                "Authorization: Bearer <token1>", "WWW-Authenticate: Basic realm=\"x\"",
            ]
        ),
        LeakRule(
            "bearer-token",
            "a bearer token",
            literals: ["bearer "],
            isCaseless: true,
            pattern: #"bearer [ ]{1,3} ([a-z0-9._~+/\-]{20,4096}={0,2}) (?= [\s"',;<>)\\] | \z )"#,
            proof: .random,
            positives: ["sent Bearer mF9a4zC5f6B51JqM3kLq to peer"],
            negatives: ["sent Bearer [REDACTED:authorization#1]", "bearer authentication-mechanism-name required"]
        ),
        LeakRule(
            "cookie-value",
            "the value of a cookie",
            literals: ["cookie: ", "cookie:"],
            isCaseless: true,
            pattern: #"cookie: [ ]{0,2} [a-z0-9_.\-]{1,64} = ([a-z0-9%_.+/\-:~|!*]{16,2048})"#,
            proof: .random,
            positives: ["Set-Cookie: sid=s3Aabc09fKq2mzPq81; Path=/"],
            negatives: ["Cookie: sid=[REDACTED:cookie#1]", "Set-Cookie: Path=/a/b/c/d/e/f/g1/h"]
        ),
    ]
}
