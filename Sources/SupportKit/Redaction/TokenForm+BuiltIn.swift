extension TokenForm {
    private static func some(_ set: ByteSet, _ minimum: Int) -> Part {
        .run(set, minimum...longest)
    }

    private static func exactly(_ set: ByteSet, _ count: Int) -> Part {
        .run(set, count...count)
    }

    /// Every form known, most telling first where two begin alike.
    ///
    /// From the vendors' own descriptions.
    static let builtIn: [TokenForm] =
        cloud + code + chat + payment + services + models + passwordHashes + newer

    private static let cloud: [TokenForm] = [
        .init("aws-access-key", "Amazon Web Services access key id", .text("AKIA"), exactly(.upperDigit, 16)),
        .init("aws-session-key", "Amazon Web Services temporary key id", .text("ASIA"), exactly(.upperDigit, 16)),
        .init("aws-bearer-key", "Amazon Web Services bearer key id", .text("ABIA"), exactly(.upperDigit, 16)),
        .init("aws-context-key", "Amazon Web Services context key id", .text("ACCA"), exactly(.upperDigit, 16)),
        .init("aws-old-key", "Amazon Web Services key id of the first kind", .text("A3T"), exactly(.upperDigit, 17)),
        .init("aws-marketplace", "Amazon marketplace token", .text("amzn.mws."), some(.urlBase64, 32)),
        .init("aws-bedrock", "Amazon Bedrock API key", .text("ABSK"), some(.base64, 100)),
        .init("google-api-key", "Google API key", .text("AIza"), some(.urlBase64, 35)),
        .init("google-oauth", "Google OAuth access token", .text("ya29."), some(.urlBase64, 20)),
        .init("google-client-secret", "Google OAuth client secret", .text("GOCSPX-"), some(.urlBase64, 20)),
        .init("google-refresh", "Google OAuth refresh token", .text("1//0"), some(.urlBase64, 30)),
        .init(
            "azure-client-secret",
            "Microsoft Entra client secret",
            .run(ByteSet(#"A-Za-z0-9_~.\-"#), 3...3),
            .text("8Q~"),
            some(ByteSet(#"A-Za-z0-9_~.\-"#), 31)
        ),
        .init(
            "azure-storage-key",
            "Azure storage or Cosmos DB account key",
            label: "key",
            isAmbiguous: true,
            exactly(ByteSet(#"A-Za-z0-9+\/"#), 86),
            .text("==")
        ),
        .init("digitalocean", "DigitalOcean personal token", .text("dop_v1_"), some(.hex, 40)),
        .init("digitalocean-oauth", "DigitalOcean OAuth token", .text("doo_v1_"), some(.hex, 40)),
        .init("digitalocean-refresh", "DigitalOcean refresh token", .text("dor_v1_"), some(.hex, 40)),
        .init("heroku", "Heroku API key", .text("HRKU-"), some(.urlBase64, 30)),
        .init("fly", "Fly.io token", .text("fm2_"), some(.base64, 40)),
        .init("fly-old", "Fly.io token, first form", .text("fo1_"), some(.urlBase64, 40)),
        .init("fly-macaroon", "Fly.io macaroon", .text("fm1"), .run(ByteSet("ar_"), 1...2), some(.base64, 40)),
        .init("netlify", "Netlify token", .text("nfp_"), some(.alphanumeric, 30)),
        .init("vercel", "Vercel token", .text("vcp_"), some(.alphanumeric, 24)),
        .init("cloudflare-origin", "Cloudflare origin CA key", .text("v1.0-"), some(ByteSet(#"0-9a-f\-"#), 100)),
        .init("cloudflare-user", "Cloudflare user token", .text("cfut_"), some(.urlBase64, 32)),
        .init("cloudflare-account", "Cloudflare account token", .text("cfat_"), some(.urlBase64, 32)),
        .init("cloudflare-key", "Cloudflare global key", .text("cfk_"), some(.urlBase64, 32)),
        .init("easypost", "EasyPost API key", .text("EZAK"), some(.alphanumeric, 50)),
        .init("easypost-test", "EasyPost test key", .text("EZTK"), some(.alphanumeric, 50)),
        .init(
            "duffel",
            "Duffel token",
            .text("duffel_"),
            .run(ByteSet("a-z"), 4...4),
            .text("_"),
            some(.urlBase64, 40)
        ),
        .init("frame-io", "Frame.io token", .text("fio-u-"), some(.urlBase64, 60)),
        .init("prefect", "Prefect API key", .text("pnu_"), some(.alphanumeric, 36)),
        .init("prefect-bot", "Prefect service account key", .text("pnb_"), some(.alphanumeric, 36)),
        .init("readme", "ReadMe API key", .text("rdme_"), some(ByteSet("a-z0-9"), 60)),
        .init("shippo", "Shippo token", .text("shippo_"), .run(ByteSet("a-z"), 4...4), .text("_"), some(.hex, 40)),
        .init("typeform", "Typeform token", .text("tfp_"), some(ByteSet(#"A-Za-z0-9_.\-"#), 40)),
        .init("adafruit", "Adafruit IO key", .text("aio_"), some(.alphanumeric, 28)),
        .init("contentful", "Contentful token", .text("CFPAT-"), some(.urlBase64, 40)),
        .init("flutterwave", "Flutterwave secret key", .text("FLWSECK-"), some(.alphanumeric, 12)),
        .init("flutterwave-test", "Flutterwave test key", .text("FLWSECK_TEST-"), some(.hex, 12)),
        .init("intra42", "42 client secret", .text("s-s4t2"), .run(ByteSet("ud"), 1...2), .text("-"), some(.hex, 60)),
        .init("octopus", "Octopus Deploy key", .text("API-"), .run(.upperDigit, 26...26)),
        .init("databricks", "Databricks token", .text("dapi"), .run(.hex, 32...32)),
        .init(
            "terraform",
            "Terraform Cloud token",
            exactly(.alphanumeric, 14),
            .text(".atlasv1."),
            some(.urlBase64, 40)
        ),
        .init("pulumi", "Pulumi token", .text("pul-"), exactly(.hex, 40)),
        .init(
            "doppler",
            "Doppler token",
            .text("dp."),
            .run(ByteSet("a-z"), 2...5),
            .text("."),
            some(.alphanumeric, 40)
        ),
        .init(
            "doppler-service",
            "Doppler service token",
            .text("dp.st."),
            .run(ByteSet(#"a-z0-9_\-"#), 2...35),
            .text("."),
            some(.alphanumeric, 40)
        ),
        .init(
            "langsmith",
            "LangSmith key",
            .text("lsv2_"),
            exactly(ByteSet("a-z"), 2),
            .text("_"),
            some(ByteSet("0-9a-f_"), 32)
        ),
        .init("buildkite", "Buildkite token", .text("bkua_"), some(.hex, 40)),
        .init("circleci", "CircleCI token", .text("CCIPAT_"), some(.urlBase64, 40)),
        .init("render", "Render API key", .text("rnd_"), some(.alphanumeric, 24)),
        .init("tailscale-login", "Tailscale key", .text("tskey-"), some(.urlBase64, 30)),
        .init(
            "dropbox",
            "Dropbox access token",
            shape: #"sl\.[A-Za-z0-9_-]{120}"#,
            .text("sl."),
            some(.urlBase64, 120)
        ),
        .init("mapbox", "Mapbox secret token", .text("sk.eyJ"), some(.urlBase64, 30), .text("."), some(.urlBase64, 16)),
        .init("fernet", "Fernet token, as of OpenStack", .text("gAAAAAB"), some(.urlBase64, 80)),
        .init("facebook", "Facebook access token", .text("EAA"), some(.alphanumeric, 90)),
        .init("notion-old", "Notion secret of the first form", .text("secret_"), exactly(.alphanumeric, 43)),
        .init(
            "resend",
            "Resend API key",
            shape: "re_[A-Za-z0-9]{8}_[A-Za-z0-9]{24}",
            .text("re_"),
            exactly(.alphanumeric, 8),
            .text("_"),
            exactly(.alphanumeric, 24)
        ),
        .init("yandex", "Yandex Cloud API key", .text("AQVN"), some(.urlBase64, 35)),
        .init("tencent", "Tencent Cloud key id", .text("AKID"), exactly(.alphanumeric, 32)),
        .init("slack-cookie", "Slack session cookie", .text("xoxd-"), some(ByteSet(#"A-Za-z0-9%\-"#), 60)),
        .init("vault", "HashiCorp Vault service token", .text("hvs."), some(.urlBase64, 20)),
        .init("vault-batch", "HashiCorp Vault batch token", .text("hvb."), some(.urlBase64, 20)),
        .init("vault-recovery", "HashiCorp Vault recovery token", .text("hvr."), some(.urlBase64, 20)),
        .init(
            "onepassword-secret",
            "1Password secret key",
            .text("A3-"),
            .run(.upperDigit, 6...6),
            .text("-"),
            some(ByteSet(#"A-Z0-9\-"#), 20)
        ),
        .init("onepassword-service", "1Password service account token", .text("ops_eyJ"), some(.base64, 40)),
        .init("age", "age secret key", label: "key", .text("AGE-SECRET-KEY-1"), some(.upperDigit, 50)),
        .init(
            "nats-seed",
            "NATS seed",
            label: "key",
            .text("S"),
            .run(ByteSet("ACNOPUX"), 1...1),
            .run(ByteSet("ABCD"), 1...1),
            .run(.upperBase32, 55...55)
        ),
        .init("planetscale-token", "PlanetScale token", .text("pscale_tkn_"), some(.urlBase64, 30)),
        .init("planetscale-oauth", "PlanetScale OAuth token", .text("pscale_oauth_"), some(.urlBase64, 30)),
        .init(
            "planetscale-password",
            "PlanetScale password",
            label: "password",
            .text("pscale_pw_"),
            some(.urlBase64, 30)
        ),
        .init("supabase", "Supabase token", .text("sbp_"), exactly(.hex, 40)),
        .init("openshift", "OpenShift token", .text("sha256~"), exactly(.urlBase64, 43)),
        .init("docker-personal", "Docker personal token", .text("dckr_pat_"), some(.urlBase64, 20)),
        .init("docker-organisation", "Docker organisation token", .text("dckr_oat_"), some(.urlBase64, 20)),
        .init("swarm-join", "Docker Swarm join token", .text("SWMTKN-1-"), some(ByteSet(#"0-9a-z\-"#), 50)),
        .init("swarm-unlock", "Docker Swarm unlock key", .text("SWMKEY-1-"), some(.base64, 40)),
        .init("alibaba", "Alibaba Cloud access key id", .text("LTAI"), .run(.alphanumeric, 17...24)),
        .init("scaleway", "Scaleway access key", .text("SCW"), exactly(.upperDigit, 17)),
    ]

    private static let code: [TokenForm] = [
        .init("github-personal", "GitHub personal token", .text("ghp_"), some(.alphanumeric, 30)),
        .init("github-oauth", "GitHub OAuth token", .text("gho_"), some(.alphanumeric, 30)),
        .init("github-user", "GitHub user-to-server token", .text("ghu_"), some(.alphanumeric, 30)),
        .init("github-server", "GitHub server-to-server token", .text("ghs_"), some(.urlBase64, 30)),
        .init("github-refresh", "GitHub refresh token", .text("ghr_"), some(.alphanumeric, 30)),
        .init("github-fine-grained", "GitHub fine-grained token", .text("github_pat_"), some(.word, 30)),
        .init(
            "gitlab",
            "GitLab token",
            .text("gl"),
            .run(ByteSet("a-z"), 2...5),
            .text("-"),
            some(ByteSet(#"A-Za-z0-9_\-."#), 20)
        ),
        .init("gitlab-runner", "GitLab runner registration token", .text("GR1348941"), some(.urlBase64, 16)),
        .init("gitlab-session", "GitLab session", .text("_gitlab_session="), some(.token, 16)),
        .init("bitbucket", "Bitbucket app password", label: "password", .text("ATBB"), some(.urlBase64Padded, 24)),
        .init("bitbucket-server", "Bitbucket Data Center token", .text("BBDC-"), some(.base64, 30)),
        .init("atlassian", "Atlassian API token", .text("ATATT3"), some(.urlBase64Padded, 40)),
        .init("atlassian-connect", "Atlassian OAuth token", .text("ATCTT3"), some(.urlBase64Padded, 40)),
        .init("npm", "npm token", .text("npm_"), some(.alphanumeric, 30)),
        .init("pypi", "PyPI token", .text("pypi-AgE"), some(.urlBase64, 40)),
        .init("rubygems", "RubyGems key", .text("rubygems_"), some(.hex, 40)),
        .init("nuget", "NuGet key", .text("oy2"), exactly(ByteSet("a-z0-9"), 43)),
        .init("clojars", "Clojars token", .text("CLOJARS_"), some(.alphanumeric, 40)),
        .init("crates", "crates.io token", .text("cio"), exactly(.alphanumeric, 32)),
        .init("sonar-project", "SonarQube project token", .text("sqp_"), exactly(.hex, 40)),
        .init("sonar-user", "SonarQube user token", .text("squ_"), exactly(.hex, 40)),
        .init("sonar-analysis", "SonarQube analysis token", .text("sqa_"), exactly(.hex, 40)),
        .init("jfrog-key", "JFrog API key", .text("AKCp"), some(.alphanumeric, 60)),
        .init("jfrog-reference", "JFrog reference token", .text("cmVmdGtu"), some(.alphanumeric, 40)),
        .init("postman", "Postman key", .text("PMAK-"), some(ByteSet(#"0-9a-f\-"#), 40)),
        .init("linear", "Linear key", .text("lin_api_"), some(.alphanumeric, 30)),
        .init("linear-oauth", "Linear OAuth token", .text("lin_oauth_"), some(.alphanumeric, 30)),
        .init("notion", "Notion token", .text("ntn_"), some(.alphanumeric, 40)),
        .init("figma", "Figma token", .text("figd_"), some(.urlBase64, 30)),
    ]

    private static let chat: [TokenForm] = [
        .init(
            "slack",
            "Slack token",
            .text("xox"),
            .run(ByteSet("abeoprs"), 1...1),
            .run(ByteSet("0-9."), 0...2),
            .text("-"),
            some(.urlBase64, 10)
        ),
        .init("slack-app", "Slack app token", .text("xapp-"), some(.urlBase64, 20)),
        .init(
            "slack-webhook",
            "Slack webhook",
            .text("hooks.slack.com/"),
            .run(ByteSet("a-z"), 8...9),
            .text("/"),
            some(ByteSet(#"A-Za-z0-9_\/\-"#), 16)
        ),
        .init(
            "teams-webhook",
            "Microsoft Teams webhook",
            .text("webhook.office.com/webhookb2/"),
            some(ByteSet(#"A-Za-z0-9_\/@\-"#), 30)
        ),
        .init(
            "discord-webhook",
            "Discord webhook",
            .text("discord.com/api/webhooks/"),
            some(.digit, 10),
            .text("/"),
            some(.urlBase64, 30)
        ),
        .init(
            "discord",
            "Discord bot token",
            shape: "[MNO][A-Za-z0-9_-]{22,27}[.][A-Za-z0-9_-]{6}[.]",
            .run(ByteSet("MNO"), 1...1),
            .run(.urlBase64, 22...27),
            .text("."),
            exactly(.urlBase64, 6),
            .text("."),
            .run(.urlBase64, 27...38)
        ),
        .init(
            "telegram-address",
            "Telegram bot token in an address",
            .text("bot"),
            .run(.digit, 8...10),
            .text(":AA"),
            .run(.urlBase64, 32...36)
        ),
        .init("telegram", "Telegram bot token", .run(.digit, 8...10), .text(":AA"), .run(.urlBase64, 32...34)),
    ]

    private static let payment: [TokenForm] = [
        .init("stripe-live", "Stripe live key", label: "key", .text("sk_live_"), some(.alphanumeric, 10)),
        .init("stripe-test", "Stripe test key", label: "key", .text("sk_test_"), some(.alphanumeric, 10)),
        .init("stripe-prod", "Stripe production key", label: "key", .text("sk_prod_"), some(.alphanumeric, 10)),
        .init(
            "stripe-restricted",
            "Stripe restricted live key",
            label: "key",
            .text("rk_live_"),
            some(.alphanumeric, 10)
        ),
        .init(
            "stripe-restricted-test",
            "Stripe restricted test key",
            label: "key",
            .text("rk_test_"),
            some(.alphanumeric, 10)
        ),
        .init("stripe-webhook", "Stripe webhook secret", label: "secret", .text("whsec_"), some(.base64, 24)),
        .init("square", "Square access token", .text("EAAA"), some(.urlBase64, 56)),
        .init(
            "square-secret",
            "Square OAuth secret",
            label: "secret",
            .text("sq0"),
            .run(ByteSet("a-z"), 3...3),
            .text("-"),
            some(.urlBase64, 22)
        ),
        .init("paypal", "PayPal access token", .text("access_token$production$"), some(ByteSet("0-9a-z$"), 30)),
        .init("shopify-access", "Shopify access token", .text("shpat_"), exactly(.hex, 32)),
        .init("shopify-custom", "Shopify custom app token", .text("shpca_"), exactly(.hex, 32)),
        .init("shopify-private", "Shopify private app password", .text("shppa_"), exactly(.hex, 32)),
        .init("shopify-secret", "Shopify shared secret", label: "secret", .text("shpss_"), exactly(.hex, 32)),
    ]

    private static let services: [TokenForm] = [
        .init("twilio", "Twilio API key", label: "key", .text("SK"), exactly(ByteSet("0-9a-f"), 32)),
        .init(
            "sendgrid",
            "SendGrid key",
            label: "key",
            .text("SG."),
            .run(.urlBase64, 16...32),
            .text("."),
            some(.urlBase64, 16)
        ),
        .init("mailgun", "Mailgun key", label: "key", .text("key-"), exactly(ByteSet("0-9a-f"), 32)),
        .init(
            "mailchimp",
            "Mailchimp key",
            label: "key",
            exactly(ByteSet("0-9a-f"), 32),
            .text("-us"),
            .run(.digit, 1...2)
        ),
        .init("brevo", "Brevo key", label: "key", .text("xkeysib-"), some(ByteSet(#"0-9a-zA-Z\-"#), 40)),
        .init("sentry-organisation", "Sentry organisation token", .text("sntrys_"), some(.token, 40)),
        .init("sentry-user", "Sentry user token", .text("sntryu_"), some(.hex, 40)),
        .init("grafana-cloud", "Grafana Cloud token", .text("glc_"), some(.base64, 30)),
        .init("grafana-service", "Grafana service account token", .text("glsa_"), some(.word, 30)),
        .init("grafana-key", "Grafana API key", label: "key", .text("eyJrIjoi"), some(.base64, 40)),
        .init("new-relic-user", "New Relic user key", label: "key", .text("NRAK-"), some(.upperDigit, 20)),
        .init("new-relic-admin", "New Relic admin key", label: "key", .text("NRRA-"), some(.alphanumeric, 20)),
        .init("new-relic-insert", "New Relic insert key", label: "key", .text("NRII-"), some(.urlBase64, 20)),
        .init("new-relic-browser", "New Relic browser key", label: "key", .text("NRJS-"), some(.alphanumeric, 19)),
        .init(
            "new-relic-licence",
            "New Relic licence key",
            label: "key",
            .run(ByteSet("0-9a-f"), 36...36),
            .text("NRAL")
        ),
        .init(
            "dynatrace",
            "Dynatrace token",
            .text("dt0"),
            .run(ByteSet("a-z"), 1...1),
            exactly(.digit, 2),
            .text("."),
            some(ByteSet("A-Z0-9."), 40)
        ),
        .init("posthog-personal", "PostHog personal key", label: "key", .text("phx_"), some(.alphanumeric, 30)),
        .init("posthog-project", "PostHog project key", label: "key", .text("phc_"), some(.alphanumeric, 30)),
        .init("posthog-app", "PostHog OAuth token", .text("pha_"), some(.alphanumeric, 30)),
        .init("posthog-refresh", "PostHog refresh token", .text("phr_"), some(.alphanumeric, 30)),
        .init(
            "maxmind",
            "MaxMind licence key",
            label: "key",
            exactly(.alphanumeric, 6),
            .text("_"),
            exactly(.alphanumeric, 29),
            .text("_mmk")
        ),
        .init("airtable", "Airtable token", .text("pat"), exactly(.alphanumeric, 14), .text("."), some(.hex, 60)),
        .init("splunk-hec", "Splunk token in a header", .text("Splunk "), exactly(ByteSet(#"0-9A-Fa-f\-"#), 36)),
        .init("ntlm", "NTLM message", label: "credential", .text("TlRMTVNTUAA"), some(.base64, 20)),
        .init(
            "jwe",
            "JSON Web Encryption",
            .text("eyJ"),
            some(.urlBase64, 10),
            .text("."),
            some(.urlBase64, 10),
            .text("."),
            some(.urlBase64, 8),
            .text("."),
            some(.urlBase64, 8),
            .text("."),
            some(.urlBase64, 8)
        ),
        .init(
            "jwt",
            "JSON Web Token",
            .text("eyJ"),
            some(.urlBase64, 10),
            .text(".eyJ"),
            some(.urlBase64, 10),
            .text("."),
            some(.urlBase64, 0)
        ),
        .init(
            "jwt-headless",
            "JSON Web Token, cut short",
            .text("eyJ"),
            some(.urlBase64, 10),
            .text(".eyJ"),
            some(.urlBase64, 10)
        ),
        .init("jwt-base64", "JSON Web Token in base 64", .text("ZXlK"), some(.base64, 80)),
    ]

    private static let models: [TokenForm] = [
        .init("openai-project", "OpenAI project key", label: "key", .text("sk-proj-"), some(.urlBase64, 20)),
        .init("openai-service", "OpenAI service account key", label: "key", .text("sk-svcacct-"), some(.urlBase64, 20)),
        .init("openai-admin", "OpenAI admin key", label: "key", .text("sk-admin-"), some(.urlBase64, 20)),
        .init("anthropic", "Anthropic key", label: "key", .text("sk-ant-"), some(.urlBase64, 20)),
        .init("openai", "OpenAI key", label: "key", .text("sk-"), some(.alphanumeric, 32)),
        .init("perplexity", "Perplexity key", label: "key", .text("pplx-"), some(.alphanumeric, 32)),
        .init("groq", "Groq key", label: "key", .text("gsk_"), some(.alphanumeric, 40)),
        .init("xai", "xAI key", label: "key", .text("xai-"), some(.alphanumeric, 40)),
        .init("hugging-face", "Hugging Face token", .text("hf_"), some(.alphanumeric, 30)),
        .init("replicate", "Replicate token", .text("r8_"), exactly(.alphanumeric, 37)),
    ]

    private static let passwordHashes: [TokenForm] = [
        .init("crypt-md5", "crypt, MD5", label: "hash", .text("$1$"), some(.crypt, 20)),
        .init("crypt-sha256", "crypt, SHA-256", label: "hash", .text("$5$"), some(.crypt, 40)),
        .init("crypt-sha512", "crypt, SHA-512", label: "hash", .text("$6$"), some(.crypt, 60)),
        .init("crypt-yescrypt", "crypt, yescrypt", label: "hash", .text("$y$"), some(.crypt, 40)),
        .init("crypt-scrypt", "crypt, scrypt", label: "hash", .text("$7$"), some(.crypt, 40)),
        .init("crypt-apr1", "crypt, Apache MD5", label: "hash", .text("$apr1$"), some(.crypt, 20)),
        .init(
            "bcrypt",
            "bcrypt",
            label: "hash",
            .text("$2"),
            .run(ByteSet("abxy"), 1...1),
            .text("$"),
            exactly(.digit, 2),
            .text("$"),
            some(ByteSet(#"A-Za-z0-9.\/"#), 30)
        ),
        .init("argon2", "Argon2", label: "hash", .text("$argon2"), some(.crypt, 40)),
        .init("pbkdf2", "PBKDF2, passlib form", label: "hash", .text("$pbkdf2"), some(.crypt, 30)),
        .init(
            "pbkdf2-django",
            "PBKDF2, Django form",
            label: "hash",
            .text("pbkdf2_sha"),
            exactly(.digit, 3),
            .text("$"),
            some(.crypt, 40)
        ),
        .init("scrypt-passlib", "scrypt, passlib form", label: "hash", .text("$scrypt$"), some(.crypt, 30)),
        .init("phpass", "phpass", label: "hash", .text("$P$"), some(.crypt, 31)),
        .init(
            "grub-pbkdf2",
            "GRUB password",
            label: "hash",
            .text("grub.pbkdf2.sha512."),
            some(ByteSet("0-9A-F."), 60)
        ),
        .init(
            "ldap-ssha",
            "LDAP salted SHA",
            label: "hash",
            .text("{SSHA"),
            .run(ByteSet("0-9}"), 1...4),
            some(.base64, 20)
        ),
        .init("ldap-sha", "LDAP SHA", label: "hash", .text("{SHA"), .run(ByteSet("0-9}"), 1...4), some(.base64, 20)),
        .init("ldap-smd5", "LDAP salted MD5", label: "hash", .text("{SMD5}"), some(.base64, 20)),
        .init("ldap-crypt", "LDAP crypt", label: "hash", .text("{CRYPT}"), some(.crypt, 11)),
        .init(
            "ldap-pbkdf2",
            "LDAP PBKDF2",
            label: "hash",
            .text("{PBKDF2"),
            .run(ByteSet(#"A-Z0-9\-}"#), 1...10),
            some(.crypt, 20)
        ),
        .init(
            "scram-sha-256",
            "SCRAM verifier of PostgreSQL",
            label: "hash",
            .text("SCRAM-SHA-256$"),
            some(ByteSet(#"A-Za-z0-9+\/=$:"#), 60)
        ),
        .init("mysql-native", "MySQL native password", label: "hash", .text("*"), exactly(ByteSet("0-9A-F"), 40)),
        .init(
            "weblogic-aes",
            "WebLogic encrypted value",
            label: "hash",
            .text("{AES"),
            .run(ByteSet("0-9}"), 1...4),
            some(.base64, 16)
        ),
        .init("jenkins", "Jenkins encrypted value", label: "hash", .text("{AQAAAB"), some(.base64, 30), .text("}")),
    ]
}
