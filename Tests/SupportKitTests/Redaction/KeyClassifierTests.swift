import Testing

@testable import SupportKit

@Suite struct KeyClassifierTests {
    private func classify(_ name: String) -> KeyClass {
        let bytes = Array(name.utf8)
        return KeyClassifier().classify(bytes, 0..<bytes.count)
    }

    @Test(
        arguments: [
            "password", "PASSWORD", "db_password", "dbPassword", "DbPasswd2", "spring.datasource.password",
            "userpassword",
            "keystorePass", "truststorePass", "certificateKeystorePassword", "passphrase", "rootpw", "bindpw",
            "PGPASSWORD",
            "MYSQL_PWD", "requirepass", "psk", "PASSWORD_OLD", "passwordHash", "LDAP.ServiceAccountPassword", "passwd",
            "secret", "client_secret", "clientSecret", "AppSecret", "secret_key_base", "requiredSecret",
            "erlang.cookie",
            "token", "accessToken", "auth_token", "API_TOKEN", "csrfToken", "jwt", "VAULT_TOKEN",
            "api_key", "apiKey", "X-API-Key", "AccountKey", "aws_secret_access_key", "private_key", "client-key-data",
            "encryptionKey", "signing-key", "SharedAccessKey", "validationKey", "credentials", "ldap.credentials",
        ]
    )
    func isSecret(_ name: String) {
        #expect(classify(name).isSecret)
    }

    @Test(
        arguments: [
            "key_algorithm", "keyword", "monkey", "public_key", "primaryKey", "partition_key", "secretName",
            "credentialsId",
            "accessor", "author", "capital", "api_version", "tokenizer", "max_tokens", "DB_PASSWORD_FILE",
            "PasswordFileName", "password_policy", "passwordMinLength", "token_ttl", "tokenEndpoint", "secret_name",
            "keystoreFile", "keyAlias", "certificateKeyFile", "bypass", "compass", "passwordRequired", "hasPassword",
            "nextPageToken", "PasswordEnvironmentVariable", "passwordEncoder", "session", "passenger", "path", "",
            "key.serializer", "LDAP.ServiceAccountPasswordFile", "secretRequired", "password_reset_url",
        ]
    )
    func isNoSecret(_ name: String) {
        #expect(!classify(name).isSecret)
    }
}
