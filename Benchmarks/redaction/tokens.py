"""Self-identifying token forms, by their published grammar, with random bodies.

Every prefix is assembled from pieces at run time, so that no secret scanner of a repository host fires on this file.
"""

import base64
import json
import string

ALNUM = string.ascii_letters + string.digits
LOWER = string.ascii_lowercase + string.digits
UPPER = string.ascii_uppercase + string.digits
HEX = "0123456789abcdef"
URLSAFE = ALNUM + "-_"
BASE32 = string.ascii_uppercase + "234567"
BECH32 = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"


def pick(random, alphabet, count):
    return "".join(random.choice(alphabet) for _ in range(count))


def form(*pieces):
    """Fixed pieces are strings, random ones are (alphabet, count)."""

    def make(random):
        return "".join(piece if isinstance(piece, str) else pick(random, *piece) for piece in pieces)

    return make


def guid(random):
    return "-".join(pick(random, HEX, count) for count in (8, 4, 4, 4, 12))


def b64url(data):
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def jwt(random):
    header = b64url(json.dumps({"alg": "RS256", "typ": "JWT"}).encode())
    claims = b64url(json.dumps({"sub": pick(random, LOWER, 9), "iat": 1763700000 + random.randrange(9999)}).encode())
    return ".".join([header, claims, pick(random, URLSAFE, 86)])


def jwe(random):
    header = b64url(json.dumps({"alg": "dir", "enc": "A256GCM"}).encode())
    return ".".join([header, pick(random, URLSAFE, 40), pick(random, URLSAFE, 16), pick(random, URLSAFE, 60), pick(random, URLSAFE, 22)])


PUBLIC = {
    "aws-access-key": form("AK", "IA", (BASE32, 16)),
    "aws-session-key": form("AS", "IA", (BASE32, 16)),
    "aws-bedrock": form("AB", "SK", (ALNUM, 128), "="),
    "google-api-key": form("AI", "za", "Sy", (URLSAFE, 33)),
    "google-oauth-secret": form("GOC", "SPX-", (URLSAFE, 28)),
    "google-access": form("ya", "29.", (URLSAFE, 120)),
    "azure-client-secret": form((ALNUM, 3), "8", "Q~", (URLSAFE, 34)),
    "github-pat": form("gh", "p_", (ALNUM, 36)),
    "github-oauth": form("gh", "o_", (ALNUM, 36)),
    "github-server": form("gh", "s_", (ALNUM, 36)),
    "github-fine": form("github", "_pat_", (ALNUM, 22), "_", (ALNUM, 59)),
    "gitlab-pat": form("gl", "pat-", (URLSAFE, 20)),
    "gitlab-runner": form("gl", "rt-", (URLSAFE, 20)),
    "gitlab-deploy": form("gl", "dt-", (URLSAFE, 20)),
    "gitlab-job": form("gl", "cbt-64_", (URLSAFE, 20)),
    "gitlab-trigger": form("gl", "ptt-", (HEX, 40)),
    "gitlab-registration": form("GR13", "48941", (URLSAFE, 20)),
    "bitbucket-app": form("AT", "BB", (ALNUM, 24), (UPPER, 8)),
    "atlassian": form("ATA", "TT3", (URLSAFE, 180), "=", (UPPER, 5)),
    "slack-bot": form("xo", "xb-", ("123456789", 12), "-", ("123456789", 12), "-", (ALNUM, 24)),
    "slack-user": form("xo", "xp-", ("123456789", 12), "-", ("123456789", 12), "-", ("123456789", 12), "-", (HEX, 32)),
    "slack-app": form("xa", "pp-1-A", (UPPER, 10), "-", ("123456789", 13), "-", (HEX, 64)),
    "slack-webhook": form("https://hooks.sl", "ack.com/services/T", (UPPER, 8), "/B", (UPPER, 10), "/", (ALNUM, 24)),
    "stripe-live": form("sk", "_live_", (ALNUM, 24)),
    "stripe-restricted": form("rk", "_live_", (ALNUM, 24)),
    "stripe-webhook": form("wh", "sec_", (ALNUM, 32)),
    "square": form("sq0", "atp-", (URLSAFE, 22)),
    "shopify-access": form("shp", "at_", (HEX, 32)),
    "sendgrid": form("S", "G.", (URLSAFE, 22), ".", (URLSAFE, 43)),
    "mailgun": form("ke", "y-", (HEX, 32)),
    "brevo": form("xkey", "sib-", (HEX, 64), "-", (ALNUM, 16)),
    "postman": form("PM", "AK-", (HEX, 24), "-", (HEX, 34)),
    "npm": form("np", "m_", (ALNUM, 36)),
    "pypi": form("py", "pi-AgEIcHlwaS5vcmc", (URLSAFE, 120)),
    "rubygems": form("ruby", "gems_", (HEX, 48)),
    "docker-pat": form("dck", "r_pat_", (URLSAFE, 27)),
    "docker-swarm": form("SWM", "TKN-1-", (LOWER, 50), "-", (LOWER, 25)),
    "digitalocean": form("do", "p_v1_", (HEX, 64)),
    "heroku": form("HR", "KU-AA", (URLSAFE, 58)),
    "netlify": form("nf", "p_", (ALNUM, 40)),
    "databricks": form("da", "pi", (HEX, 32)),
    "sonar": form("sq", "p_", (HEX, 40)),
    "grafana-service": form("gl", "sa_", (ALNUM, 32), "_", (HEX, 8)),
    "newrelic-user": form("NR", "AK-", (UPPER, 27)),
    "dynatrace": form("dt0", "c01.", (UPPER, 24), ".", (UPPER, 64)),
    "vault-service": form("hv", "s.", (URLSAFE, 95)),
    "terraform-cloud": form((ALNUM, 14), ".at", "lasv1.", (URLSAFE, 67)),
    "doppler": form("dp", ".pt.", (ALNUM, 43)),
    "age": form("AGE-SEC", "RET-KEY-1", (BECH32, 58)),
    "nats-seed": form("SU", "A", (BASE32, 55)),
    "linear": form("lin", "_api_", (ALNUM, 40)),
    "figma": form("fi", "gd_", (URLSAFE, 40)),
    "huggingface": form("h", "f_", (string.ascii_letters, 34)),
    "openai-project": form("sk-", "proj-", (URLSAFE, 74), "T3Blbk", "FJ", (URLSAFE, 74)),
    "openai-legacy": form("sk", "-", (ALNUM, 20), "T3Blbk", "FJ", (ALNUM, 20)),
    "anthropic": form("sk-", "ant-api03-", (URLSAFE, 93), "AA"),
    "jfrog": form("AK", "Cp8", (ALNUM, 68)),
    "planetscale": form("pscale", "_tkn_", (URLSAFE, 43)),
    "supabase": form("sb", "p_", (HEX, 40)),
    "openshift": form("sha", "256~", (URLSAFE, 43)),
    "telegram": form(("123456789", 9), ":AA", (URLSAFE, 33)),
    "discord-bot": form("M", (ALNUM, 23), ".", (URLSAFE, 6), ".", (URLSAFE, 38)),
    "jwt": jwt,
    "crypt-sha512": form("$6", "$", (ALNUM, 12), "$", (ALNUM + "./", 86)),
    "bcrypt": form("$2", "b$12$", (ALNUM + "./", 53)),
    "argon2": form("$argon", "2id$v=19$m=65536,t=3,p=4$", (ALNUM, 22), "$", (ALNUM, 43)),
    "apr1": form("$ap", "r1$", (ALNUM, 8), "$", (ALNUM + "./", 22)),
    "scram": form("SCRAM", "-SHA-256$4096:", (ALNUM, 22), "==$", (ALNUM, 43), "=:", (ALNUM, 43), "="),
}

HELDOUT = {
    "aws-assumed-key": form("AB", "IA", (BASE32, 16)),
    "github-user": form("gh", "u_", (ALNUM, 36)),
    "github-refresh": form("gh", "r_", (ALNUM, 36)),
    "gitlab-feed": form("gl", "ft-", (URLSAFE, 20)),
    "gitlab-mail": form("gl", "imt-", (URLSAFE, 25)),
    "gitlab-agent": form("gl", "agent-", (URLSAFE, 50)),
    "gitlab-oauth": form("glo", "as-", (URLSAFE, 64)),
    "slack-legacy": form("xo", "xa-2-", (ALNUM, 40)),
    "slack-config": form("xo", "xe.xoxp-1-", (UPPER, 164)),
    "stripe-test": form("sk", "_test_", (ALNUM, 24)),
    "shopify-shared": form("shp", "ss_", (HEX, 32)),
    "shopify-custom": form("shp", "ca_", (HEX, 32)),
    "square-access": form("EA", "AA", (URLSAFE, 60)),
    "mailchimp": form((HEX, 32), "-us", "12"),
    "twilio": form("S", "K", (HEX, 32)),
    "clojars": form("CLO", "JARS_", (LOWER, 60)),
    "docker-org": form("dck", "r_oat_", (URLSAFE, 32)),
    "docker-unlock": form("SWM", "KEY-1-", (ALNUM + "+/", 43)),
    "digitalocean-oauth": form("do", "o_v1_", (HEX, 64)),
    "fly": form("fo", "1_", (URLSAFE, 43)),
    "cloudflare-origin": form("v1", ".0-", (HEX, 24), "-", (HEX, 146)),
    "sonar-user": form("sq", "u_", (HEX, 40)),
    "sentry-user": form("sntr", "yu_", (HEX, 64)),
    "grafana-cloud": form("gl", "c_", (ALNUM, 60)),
    "newrelic-insert": form("NR", "II-", (URLSAFE, 32)),
    "posthog": form("ph", "x_", (ALNUM, 43)),
    "vault-batch": form("hv", "b.", (URLSAFE, 150)),
    "pulumi": form("pu", "l-", (HEX, 40)),
    "1password": form("A3", "-", (UPPER, 6), "-", (UPPER, 11), "-", (UPPER, 5), "-", (UPPER, 5), "-", (UPPER, 5)),
    "notion": form("nt", "n_", ("0123456789", 11), (ALNUM, 35)),
    "perplexity": form("pp", "lx-", (ALNUM, 48)),
    "groq": form("gs", "k_", (ALNUM, 52)),
    "xai": form("xa", "i-", (ALNUM, 80)),
    "planetscale-oauth": form("pscale", "_oauth_", (URLSAFE, 43)),
    "maxmind": form((ALNUM, 6), "_", (ALNUM, 29), "_m", "mk"),
    "azure-storage": form((ALNUM + "+/", 86), "=="),
    "easypost": form("EZ", "AK", (ALNUM, 54)),
    "duffel": form("duf", "fel_live_", (URLSAFE, 43)),
    "frameio": form("fi", "o-u-", (URLSAFE, 64)),
    "prefect": form("pn", "u_", (ALNUM, 36)),
    "readme": form("rd", "me_", (LOWER, 70)),
    "shippo": form("ship", "po_live_", (HEX, 40)),
    "typeform": form("tf", "p_", (URLSAFE, 59)),
    "openai-service": form("sk-", "svcacct-", (URLSAFE, 58), "T3Blbk", "FJ", (URLSAFE, 58)),
    "anthropic-admin": form("sk-", "ant-admin01-", (URLSAFE, 93), "AA"),
    "alibaba": form("LT", "AI5t", (ALNUM, 20)),
    "jwe": jwe,
    "crypt-sha256": form("$5", "$", (ALNUM, 12), "$", (ALNUM + "./", 43)),
    "yescrypt": form("$y", "$j9T$", (ALNUM + "./", 22), "$", (ALNUM + "./", 43)),
    "ssha": form("{SS", "HA}", (ALNUM + "+/", 40)),
}

FORMS = PUBLIC | HELDOUT
