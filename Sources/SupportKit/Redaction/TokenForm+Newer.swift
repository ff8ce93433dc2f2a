/// Forms that came up later than those of ``TokenForm/builtIn``, from the vendors' own descriptions.
///
/// Of short beginnings that stand in many words the whole form is searched.
extension TokenForm {
    private static func some(_ set: ByteSet, _ minimum: Int) -> Part {
        .run(set, minimum...longest)
    }

    private static func exactly(_ set: ByteSet, _ count: Int) -> Part {
        .run(set, count...count)
    }

    private static let lowerHex = ByteSet("0-9a-f")
    private static let lowerDigit = ByteSet("a-z0-9")

    /// `-xxxx-xxxx-xxxx-xxxxxxxxxxxx` behind the first group.
    private static let uuidShape = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-"

    static let newer: [TokenForm] = platforms + builds + newerModels + sessionKeys

    /// Lines of a TLS key log (`SSLKEYLOGFILE`): a random, then the secret.
    private static let sessionKeys: [TokenForm] = [
        "CLIENT_RANDOM ", "CLIENT_EARLY_TRAFFIC_SECRET ", "CLIENT_HANDSHAKE_TRAFFIC_SECRET ",
        "SERVER_HANDSHAKE_TRAFFIC_SECRET ", "CLIENT_TRAFFIC_SECRET_0 ", "SERVER_TRAFFIC_SECRET_0 ", "EXPORTER_SECRET ",
        "EARLY_EXPORTER_SECRET ",
    ].map { name in
        .init(
            "tls-" + name.lowercased().filter { $0 != " " }.map { $0 == "_" ? "-" : String($0) }.joined(),
            "TLS session key, of a key log",
            label: "key",
            .text(name),
            exactly(.hex, 64),
            .text(" "),
            some(.hex, 32)
        )
    }

    private static let platforms: [TokenForm] = [
        .init("supabase-secret", "Supabase secret key", label: "key", .text("sb_secret_"), some(.urlBase64, 31)),
        .init(
            "harness",
            "Harness API key",
            shape: #"pat\.[A-Za-z0-9_-]{22}\.[0-9a-f]{24}\."#,
            .text("pat."),
            exactly(.urlBase64, 22),
            .text("."),
            exactly(lowerHex, 24),
            .text("."),
            exactly(.alphanumeric, 20)
        ),
        .init(
            "hubspot",
            "HubSpot private app token",
            .text("pat-"),
            .run(ByteSet("a-z"), 2...3),
            exactly(.digit, 1),
            .text("-"),
            exactly(lowerHex, 8),
            .text("-"),
            exactly(lowerHex, 4),
            .text("-"),
            exactly(lowerHex, 4),
            .text("-"),
            exactly(lowerHex, 4),
            .text("-"),
            exactly(lowerHex, 12)
        ),
        .init(
            "launchdarkly",
            "LaunchDarkly SDK key",
            label: "key",
            shape: "sdk-" + uuidShape,
            .text("sdk-"),
            exactly(lowerHex, 8),
            .text("-"),
            exactly(lowerHex, 4),
            .text("-"),
            exactly(lowerHex, 4),
            .text("-"),
            exactly(lowerHex, 4),
            .text("-"),
            exactly(lowerHex, 12)
        ),
        .init(
            "pinecone",
            "Pinecone key",
            label: "key",
            .text("pcsk_"),
            .run(.alphanumeric, 4...8),
            .text("_"),
            some(.alphanumeric, 50)
        ),
        .init("aiven", "Aiven password", label: "password", .text("AVNS_"), some(.urlBase64, 19)),
        .init(
            "authress",
            "Authress access key",
            label: "key",
            shape: #"sc_[a-z0-9]{5,30}\.[a-z0-9]{4,6}\.acc_"#,
            .text("sc_"),
            .run(lowerDigit, 5...30),
            .text("."),
            .run(lowerDigit, 4...6),
            .text(".acc_"),
            .run(ByteSet(#"a-z0-9\-"#), 10...32),
            .text("."),
            some(ByteSet(#"A-Za-z0-9+\/_=\-"#), 30)
        ),
        .init("neon", "Neon API key", label: "key", .text("napi_"), exactly(lowerDigit, 64)),
        .init(
            "zuplo",
            "Zuplo API key",
            label: "key",
            .text("zpka_"),
            exactly(lowerHex, 32),
            .text("_"),
            exactly(lowerHex, 8)
        ),
        .init(
            "plaid",
            "Plaid access token",
            .text("access-production-"),
            exactly(lowerHex, 8),
            .text("-"),
            exactly(lowerHex, 4),
            .text("-"),
            exactly(lowerHex, 4),
            .text("-"),
            exactly(lowerHex, 4),
            .text("-"),
            exactly(lowerHex, 12)
        ),
        .init(
            "mongodb-atlas",
            "MongoDB Atlas service account secret",
            label: "secret",
            .text("mdb_sa_sk_"),
            some(.urlBase64, 40)
        ),
        .init(
            "paddle",
            "Paddle API key",
            label: "key",
            .text("pdl_"),
            .run(ByteSet("a-z"), 4...4),
            .text("_apikey_"),
            some(.word, 40)
        ),
        .init("google-hmac", "Google Cloud Storage key id", .text("GOOG1E"), exactly(.upperDigit, 55)),
    ]

    private static let builds: [TokenForm] = [
        .init(
            "infracost",
            "Infracost API key",
            label: "key",
            shape: "ico-[A-Za-z0-9]{32}",
            .text("ico-"),
            exactly(.alphanumeric, 32)
        ),
        .init("buildkite-agent", "Buildkite agent token", .text("bkct_"), some(.urlBase64, 40)),
        .init("weblate", "Weblate token", .text("wlu_"), some(.alphanumeric, 36)),
        .init("elastic-enrolment", "Elasticsearch enrolment token", .text("eyJ2ZXIiOiI"), some(.base64, 60)),
        .init("weblate-project", "Weblate project token", .text("wlp_"), some(.alphanumeric, 36)),
        .init("gitea", "Gitea OAuth client secret", label: "secret", .text("gto_"), some(lowerDigit, 40)),
        .init("sourcegraph", "Sourcegraph token", .text("sgp_"), some(ByteSet("a-f0-9_"), 40)),
        .init(
            "inngest",
            "Inngest signing key",
            label: "key",
            .text("signkey-"),
            .run(ByteSet("a-z"), 4...7),
            .text("-"),
            some(lowerHex, 32)
        ),
        .init(
            "azure-devops",
            "Azure DevOps token",
            exactly(.alphanumeric, 76),
            .text("AZDO"),
            exactly(.alphanumeric, 4)
        ),
        .init("trigger", "Trigger.dev key", label: "key", .text("tr_prod_"), some(.alphanumeric, 20)),
    ]

    private static let newerModels: [TokenForm] = [
        .init("openrouter", "OpenRouter key", label: "key", .text("sk-or-v1-"), exactly(lowerHex, 64)),
        .init(
            "langfuse",
            "Langfuse secret key",
            label: "key",
            .text("sk-lf-"),
            exactly(lowerHex, 8),
            .text("-"),
            exactly(lowerHex, 4),
            .text("-"),
            exactly(lowerHex, 4),
            .text("-"),
            exactly(lowerHex, 4),
            .text("-"),
            exactly(lowerHex, 12)
        ),
        .init("nvidia", "NVIDIA API key", label: "key", .text("nvapi-"), some(.urlBase64, 60)),
        .init("tavily", "Tavily key", label: "key", .text("tvly-"), some(ByteSet(#"A-Za-z0-9\-"#), 32)),
        .init("cerebras", "Cerebras key", label: "key", .text("csk-"), exactly(lowerDigit, 48)),
        .init("jina", "Jina key", label: "key", .text("jina_"), some(.urlBase64, 50)),
        .init("runpod", "RunPod key", label: "key", .text("rpa_"), some(.upperDigit, 40)),
        .init("together", "Together key", label: "key", .text("tgp_v1_"), some(.urlBase64, 40)),
        .init("e2b", "E2B key", label: "key", .text("e2b_"), exactly(lowerHex, 40)),
    ]
}
