/// Tokens that are known by their form.
extension LeakRule {
    /// A token that begins with one of `prefixes`, is no part of a longer word, and goes on as `rest` says.
    ///
    /// A made-up one goes on as `example` says.
    private static func token(
        _ id: String,
        _ title: String,
        _ prefixes: [String],
        _ rest: String,
        example: String = "aB3xQ7zK9mP2vL5nT8wR4cY6dH1jF0gS3bV7kX2qZ9"
    ) -> LeakRule {
        let beginnings = prefixes.map { "\\Q\($0)\\E" }.joined(separator: "|")
        return LeakRule(
            id,
            title,
            literals: prefixes,
            pattern: "(?<![A-Za-z0-9_]) (?:\(beginnings)) \(rest)",
            positives: prefixes.flatMap { ["sent \($0)\(example) to peer", "\"key\": \"\($0)\(example)\""] },
            negatives: prefixes.flatMap { ["sent \($0)... to peer", "set \($0)[REDACTED:token#1] to"] }
        )
    }

    private static let hexadecimal = "0a9f3c7e1b5d8240a9f3c7e1b5d8240a9f3c7e1b5d8240a9f3c7e1b5d824060f3"

    static let tokens: [LeakRule] = [
        token(
            "aws-key",
            "Amazon Web Services access key id",
            ["AKIA", "ASIA", "ABIA", "ACCA"],
            "[A-Z0-9]{16} (?![A-Za-z0-9])",
            example: "Q3XZQ3XZQ3XZQ3XZ"
        ),
        token("google-key", "Google API key", ["AIza"], #"(?=[\w\-]*[0-9]) [\w\-]{35}"#),
        token("google-token", "Google OAuth token or secret", ["ya29.", "GOCSPX-"], #"(?=[\w\-]*[0-9]) [\w\-]{24}"#),
        token(
            "github-token",
            "GitHub token",
            ["ghp_", "gho_", "ghu_", "ghr_", "ghs_"],
            "(?=[A-Za-z]*[0-9]) [A-Za-z0-9]{30}"
        ),
        token("github-pat", "GitHub fine-grained token", ["github_pat_"], #"(?=\w*[0-9]) \w{30}"#),
        token(
            "gitlab-token",
            "GitLab token",
            ["glpat-", "glrt-", "gldt-", "glcbt-", "glptt-", "glft-", "glsoat-", "glagent-", "gloas-", "GR1348941"],
            #"(?=[\w\-]*[0-9]) [\w\-]{20}"#
        ),
        token(
            "slack-token",
            "Slack token",
            ["xoxb-", "xoxp-", "xoxa-", "xoxr-", "xoxs-", "xoxe-", "xapp-"],
            #"(?=[\w\-]*[0-9]) [\w\-]{20}"#
        ),
        token(
            "stripe-key",
            "Stripe key",
            ["sk_live_", "rk_live_", "sk_test_", "rk_test_", "sk_prod_", "whsec_"],
            "(?=[A-Za-z+/]*[0-9]) [A-Za-z0-9+/]{24}"
        ),
        token("npm-token", "npm token", ["npm_"], "(?=[A-Za-z]*[0-9]) [A-Za-z0-9]{30} (?!_)"),
        token("pypi-token", "PyPI token", ["pypi-AgE"], #"(?=[\w\-]*[0-9]) [\w\-]{40}"#),
        token(
            "docker-token",
            "Docker token",
            ["dckr_pat_", "dckr_oat_", "SWMTKN-1-", "SWMKEY-1-"],
            #"(?=[\w\-+/=]*[0-9]) [\w\-+/=]{24}"#
        ),
        token(
            "digitalocean-token",
            "DigitalOcean token",
            ["dop_v1_", "doo_v1_", "dor_v1_"],
            "[0-9a-fA-F]{40}",
            example: hexadecimal
        ),
        token("vault-token", "HashiCorp Vault token", ["hvs.", "hvb.", "hvr."], #"(?=[\w\-]*[0-9]) [\w\-]{20}"#),
        token(
            "databricks-token",
            "Databricks token",
            ["dapi"],
            #"[0-9a-fA-F]{32} (?!\w)"#,
            example: String(hexadecimal.prefix(32))
        ),
        token(
            "model-key",
            "key of a model service",
            ["sk-proj-", "sk-svcacct-", "sk-admin-", "sk-ant-", "pplx-", "gsk_", "xai-"],
            #"(?=[\w\-]*[0-9]) [\w\-]{24}"#
        ),
        token(
            "hugging-face-token",
            "Hugging Face token",
            Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789").map { "hf_\($0)" },
            #"[A-Za-z0-9]{29} (?![\w])"#,
            example: "aB3xQ7zK9mP2vL5nT8wR4cY6dH1jF"
        ),
        token(
            "shopify-token",
            "Shopify token",
            ["shpat_", "shpca_", "shppa_", "shpss_"],
            #"[0-9a-fA-F]{32} (?!\w)"#,
            example: String(hexadecimal.prefix(32))
        ),
        token("grafana-token", "Grafana token", ["glsa_", "glc_", "eyJrIjoi"], #"(?=[\w+/=]*[0-9]) [\w+/=]{30}"#),
        token("new-relic-key", "New Relic key", ["NRAK-", "NRRA-", "NRII-", "NRJS-"], #"(?=[\w\-]*[0-9]) [\w\-]{20}"#),
        token(
            "sentry-token",
            "Sentry token",
            ["sntrys_", "sntryu_"],
            #"(?=[\w\-+/=]*[0-9]) [\w\-+/=]{40}"#,
            example: hexadecimal
        ),
        token(
            "atlassian-token",
            "Atlassian token",
            ["ATATT3", "ATCTT3", "ATBB", "BBDC-"],
            #"(?=[\w\-=]*[0-9]) [\w\-=]{30}"#
        ),
        token("linear-key", "Linear key", ["lin_api_", "lin_oauth_"], "(?=[A-Za-z]*[0-9]) [A-Za-z0-9]{30}"),
        token("postman-key", "Postman key", ["PMAK-"], #"[0-9a-f\-]{40}"#, example: hexadecimal),
        token(
            "sonar-token",
            "SonarQube token",
            ["sqp_", "squ_", "sqa_"],
            #"[0-9a-fA-F]{40} (?!\w)"#,
            example: String(hexadecimal.prefix(40))
        ),
        token("jfrog-key", "JFrog key", ["AKCp", "cmVmdGtu"], "(?=[A-Za-z]*[0-9]) [A-Za-z0-9]{40}"),
        token("sendinblue-key", "Brevo key", ["xkeysib-"], #"(?=[\w\-]*[0-9]) [\w\-]{40}"#),
        token(
            "posthog-key",
            "PostHog key",
            ["phx_", "phc_", "pha_", "phr_"],
            "(?=[A-Za-z]*[0-9]) [A-Za-z0-9]{30} (?!_)"
        ),
        token(
            "pulumi-token",
            "Pulumi token",
            ["pul-"],
            #"[0-9a-fA-F]{40} (?!\w)"#,
            example: String(hexadecimal.prefix(40))
        ),
        token("netlify-token", "Netlify or Vercel token", ["nfp_", "vcp_"], "(?=[A-Za-z]*[0-9]) [A-Za-z0-9]{30}"),
        token("cloudflare-token", "Cloudflare token", ["cfut_", "cfat_", "cfk_"], #"(?=[\w\-]*[0-9]) [\w\-]{32}"#),
        token("fly-token", "Fly.io token", ["fm2_", "fo1_", "fm1a_", "fm1r_"], #"(?=[\w\-+/=]*[0-9]) [\w\-+/=]{40}"#),
        token("heroku-key", "Heroku key", ["HRKU-"], #"(?=[\w\-]*[0-9]) [\w\-]{30}"#),
        token(
            "planetscale-token",
            "PlanetScale token",
            ["pscale_tkn_", "pscale_oauth_", "pscale_pw_"],
            #"(?=[\w\-]*[0-9]) [\w\-]{30}"#
        ),
        token(
            "supabase-token",
            "Supabase token",
            ["sbp_"],
            #"[0-9a-fA-F]{40} (?!\w)"#,
            example: String(hexadecimal.prefix(40))
        ),
        token(
            "openshift-token",
            "OpenShift token",
            ["sha256~"],
            #"[\w\-]{43} (?![\w\-])"#,
            example: "aB3xQ7zK9mP2vL5nT8wR4cY6dH1jF0gS3bV7kX2qZ90"
        ),
        token("notion-token", "Notion token", ["ntn_"], "(?=[A-Za-z]*[0-9]) [A-Za-z0-9]{40}"),
        token("figma-token", "Figma token", ["figd_"], #"(?=[\w\-]*[0-9]) [\w\-]{30}"#),
        token("rubygems-key", "RubyGems key", ["rubygems_"], "[0-9a-fA-F]{40}", example: hexadecimal),
        token("clojars-token", "Clojars token", ["CLOJARS_"], "(?=[A-Za-z]*[0-9]) [A-Za-z0-9]{40}"),
        token("onepassword-token", "1Password token", ["ops_eyJ"], #"(?=[\w\-+/=]*[0-9]) [\w\-+/=]{40}"#),
        token(
            "dynatrace-token",
            "Dynatrace token",
            ["dt0c01.", "dt0s01.", "dt0a01."],
            #"[A-Z0-9]{20,} \. [A-Z0-9]{40}"#,
            example: "QZ3XQZ3XQZ3XQZ3XQZ3XQZ3X." + String(repeating: "Q3", count: 32)
        ),
        token("ntlm-message", "NTLM message", ["TlRMTVNTUAA"], "[A-Za-z0-9+/=]{20}"),
        token(
            "paypal-token",
            "PayPal access token",
            ["access_token$production$"],
            #"[0-9a-z]{16} \$ [0-9a-f]{30}"#,
            example: "a0b1c2d3e4f5g6h7$" + hexadecimal.prefix(32)
        ),
        token(
            "aws-bearer",
            "Amazon marketplace or Bedrock key",
            ["amzn.mws.", "ABSK"],
            #"(?=[\w\-+/=]*[0-9]) [\w\-+/=]{32}"#
        ),
        token("google-refresh", "Google OAuth refresh token", ["1//0"], #"(?=[\w\-]*[0-9]) [\w\-]{40}"#),
        token("square-token", "Square token", ["EAAA"], #"(?=[\w\-]*[0-9]) [\w\-]{56}"#, example: hexadecimal),
        token(
            "alibaba-key",
            "Alibaba Cloud access key id",
            ["LTAI"],
            "(?=[A-Za-z]*[0-9]) [A-Za-z0-9]{17,24} (?![A-Za-z0-9])",
            example: "aB3xQ7zK9mP2vL5nT8"
        ),
        token(
            "mailgun-key",
            "Mailgun key",
            ["key-"],
            #"[0-9a-f]{32} (?![\w\-])"#,
            example: String(hexadecimal.prefix(32))
        ),
        token(
            "jwt",
            "JSON Web Token",
            ["eyJ0", "eyJh", "eyJr", "eyJj", "eyJ4", "eyJl", "eyJi"],
            #"[\w\-]{6,2048}+ \. eyJ [\w\-]{10,8192}"#,
            example: "hbGciOiJIUzI1NiJ9.eyJzdWIiOiJmYWtlIn0.aB3xQ7zK9mP2vL5nT8wR4cY6dH1jF0gS3bV7kX2qZ90"
        ),
        LeakRule(
            "chat-webhook",
            "Discord or Teams webhook",
            literals: ["discord.com/api/webhooks/", "webhook.office.com/webhookb2/"],
            pattern:
                #"""
                (?: discord\.com/api/webhooks/[0-9]{10,} / [\w\-]{30} | webhook\.office\.com/webhookb2/ [\w/@\-]{36} )
                """#,
            positives: ["https://discord.com/api/webhooks/1234567890123/" + hexadecimal],
            negatives: ["https://discord.com/api/webhooks/[REDACTED:token#1]"]
        ),
        LeakRule(
            "slack-webhook",
            "Slack webhook",
            literals: ["hooks.slack.com/services/"],
            pattern: #"hooks\.slack\.com/services/T\w{6,12}/B\w{6,12}/\w{20}"#,
            positives: ["https://hooks.slack.com/services/" + "T0ABCDEF1/B0ABCDEF1/" + "aB3xQ7zK9mP2vL5nT8wR4cY6"],
            negatives: ["https://hooks.slack.com/services/[REDACTED:token#1]"]
        ),
        LeakRule(
            "sendgrid-key",
            "SendGrid key",
            literals: [" SG.", "\"SG.", "'SG.", "=SG.", ":SG.", ">SG."],
            pattern: #"[\s"'=:>] SG\.[\w\-]{16,32}\.[\w\-]{16}"#,
            positives: ["key=SG." + "aB3xQ7zK9mP2vL5nT8wR4c" + "." + "aB3xQ7zK9mP2vL5nT8wR4cY6dH1jF0gS3bV7kX2qZ90"],
            negatives: ["see SG.example.com"]
        ),
        LeakRule(
            "telegram-token",
            "Telegram bot token",
            literals: "0123456789".map { "\($0):AA" },
            pattern: #"(?<=[0-9]{7}) [0-9]:AA [\w\-]{32,34} (?![\w\-])"#,
            positives: ["bot 4047222123:AA" + "aB3xQ7zK9mP2vL5nT8wR4cY6dH1jF0gS3"],
            negatives: ["10:21:33:AA"]
        ),
        LeakRule(
            "terraform-token",
            "Terraform Cloud token",
            literals: [".atlasv1."],
            pattern: #"(?<=[A-Za-z0-9]{14}) \.atlasv1\. [\w\-]{40}"#,
            positives: ["aB3xQ7zK9mP2vL.atlasv1." + String(repeating: "aB3x", count: 16)],
            negatives: ["x.atlasv1.y"]
        ),
        LeakRule(
            "azure-storage-key",
            "the key of an Azure storage account",
            literals: ["accountkey="],
            isCaseless: true,
            pattern: "accountkey= [A-Za-z0-9+/]{86}==",
            positives: ["AccountName=a;AccountKey=" + String(repeating: "aB", count: 43) + "==;x"],
            negatives: ["AccountName=a;AccountKey=[REDACTED:key#1];x"]
        ),
    ]
}
