/// Names that identify nobody, or that are too common to be taken for a name wherever they stand.
enum WellKnownNames {
    /// Accounts of the system and of products.
    static let accounts: Set<String> = words(
        """
        root daemon bin sys sync games man lp mail news uucp proxy www-data backup list irc gnats nobody nogroup adm
        operator halt shutdown ftp dbus polkitd sshd chrony ntp systemd-network systemd-resolve systemd-timesync
        systemd-journal systemd-coredump systemd-oom messagebus syslog rpc rpcuser nfsnobody tss apache httpd nginx
        tomcat postgres mysql mariadb mongodb redis rabbitmq kafka zookeeper elasticsearch logstash kibana grafana
        prometheus amps jenkins docker vagrant ubuntu debian centos ec2-user azureuser cloud-user admin administrator
        system guest user oracle grid ansible git haproxy memcached named bind dnsmasq postfix dovecot www wheel sudo
        supportkit anonymous default service public
        """
    )

    /// Words that stand in logs and configurations without meaning the host or the user of that name.
    static let common: Set<String> = words(
        """
        about accept access account action active admin agent alert alias alpha amps answer apache application apps
        april archive august auth auto backend backup balancer base basic batch beta bind block boot bridge broker
        buffer build bytes cache call case catalog center central chain change channel charge chat check child class
        clean clear client clone close cloud cluster code collect collector command commit common compute config
        connect connection console consumer container control controller copy core count create current daemon dash
        dashboard data database date debug december default delay delete deploy desktop detail device dial digest
        direct director disk dispatch docker document domain down download drive driver east echo edge edit email
        enable engine entry error event example exchange exit export extra failed failover false farm fatal feature
        february feed fetch field file files filter find finish firewall first flag float flow flush folder follower
        force format forward frank frontend full function gateway general generic grace grafana grant graph group
        guard guest guide handler head header health hello help high history home host hosts http https hub image
        import inbound index info ingress init inner input instance internal invalid item january java job journal
        july june kafka kernel keys kind kubernetes label lambda last layer leader level library light limit line link
        linux list listen listener load loader local lock log logger login logs logstash mail main major manager march
        mark market master match matrix member memory message meta metric metrics middle mike minor mirror mobile mode
        model module monitor month mount name named network next nginx node nodes normal north notice november null
        number object october office offline online open option orange order other outbound outer output owner page
        panel parent park partition pass patch path payload peer phone ping pipe place plan platform play point policy
        pool port postgres power primary print private process prod producer production profile program project
        prometheus proxy public publish publisher queue quick rabbit random rank read reader ready record redis region
        registry relay release remote replay replica report request reset resource response rest result return review
        rich role root rose round route router rule running sandbox scan scheduler schema scope script search second
        secondary secret secure security select self send sender sentry september server service session setting share
        shell short show side signal simple site size slave small snapshot socket solution source south space spark
        split spring sql stack staff stage staging standard standby start state static statistics status stop storage
        store stream string style submit subscriber subscription success summary support switch sync system table tail
        target task team telemetry temp template terminal test tester tests text thread time timeout timer token tomcat
        tool topic trace tracker traffic transaction transfer transport tree trigger true trust tunnel type unit
        unknown update upload user users value vault vector version view virtual void volume warn warning watch wave
        web west wheel white will window windows wire word work worker write writer year zero zone zookeeper
        """
    )

    /// The last parts of file names and of units: `amps.log` is not a host.
    static let extensions: Set<String> = words(
        """
        bak bin bz2 cfg class cmd conf config cpp crt csr csv dat data db deb device dll doc docx env err exe gif go gz
        html ini jar java jks jpg js json jsp key ko lock log map md mount old out path pdf pem php pid png pl policy
        prof properties ps py rb repo rpm rs scope service sh slice so sock socket sql sqlite svg swap swift tar target
        tgz timer tmp toml ts txt war xml xsd xsl xz yaml yml zip zst
        """
    )

    /// Domains of vendors and of standards, which logs and configurations name everywhere.
    private static let domains: Set<String> = words(
        """
        60east.com crankuptheamps.com amazonaws.com apache.org apple.com archlinux.org centos.org cloudflare.com
        debian.org digicert.com docker.com docker.io eclipse.org elastic.co fedoraproject.org freedesktop.org
        gcr.io ghcr.io github.com githubusercontent.com gitlab.com gnu.org golang.org google.com googleapis.com
        hashicorp.com ietf.org intel.com java.com jboss.org json-schema.org json.org k8s.io kernel.org kubernetes.io
        letsencrypt.org maven.org microsoft.com mozilla.org mysql.com nginx.com nginx.org nodejs.org npmjs.com
        npmjs.org ntp.org openssh.com openssl.org oracle.com postgresql.org purl.org pypi.org python.org quay.io
        redhat.com rockylinux.org schema.org slf4j.org sourceforge.net springframework.org stackoverflow.com sun.com
        suse.com swift.org systemd.io ubuntu.com w3.org wikipedia.org xmlsoap.org yaml.org
        """
    )

    /// Second levels below countries under which anybody may have a domain.
    private static let registries: Set<String> = words("ac co com edu gov net or org")

    /// Whether a domain, or the one it belongs to, is known to everybody.
    static func isPublic(_ name: String) -> Bool {
        let labels = name.split(separator: ".")
        return labels.indices.contains { domains.contains(labels[$0...].joined(separator: ".")) }
    }

    /// Whether all names that end in this may belong to one organisation: `co.uk` and `com` do not.
    static func isDomain(_ labels: ArraySlice<Substring>) -> Bool {
        guard let last = labels.last, let first = labels.first, labels.count >= 2 else { return false }
        return !(labels.count == 2 && last.utf8.count == 2 && registries.contains(String(first)))
            && !isPublic(labels.joined(separator: "."))
    }

    private static func words(_ text: String) -> Set<String> {
        Set(text.utf8.split { $0 == 0x20 || $0 == 0x0A }.map { String(decoding: $0, as: UTF8.self) })
    }
}
