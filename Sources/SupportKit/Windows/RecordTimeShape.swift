/// A way in which logs write the time of a record.
enum RecordTimeShape: String, CaseIterable, Sendable {
    /// `2025-11-02T01:34:56.1234567-05:00`: date, `T`, fraction and offset are all there (AMPS).
    case amps
    /// ISO 8601 and what is near it: a blank or `T`, point or comma, `Z`, offset, abbreviation or nothing, one digit of
    /// hour, brackets around it (log4j, logback, PostgreSQL, MariaDB, MySQL, GC logs, rsyslog).
    case iso
    /// `21-Nov-2026 01:45:00.123` and `21 Nov 2026 01:45:00,123` (Tomcat, log4j's DATE).
    case tomcat
    /// `Nov 21, 2026 1:45:00 AM` (`java.util.logging`, two lines a record).
    case jul
    /// `[21/Nov/2026:01:45:00 +0000]`, anywhere in the line (access logs of Apache, nginx, Tomcat).
    case access
    /// `[Sat Nov 21 01:45:00.123456 2026]` and ctime(3) (Apache's error log, `dmesg -T`).
    case apacheError = "apache-error"
    /// `2026/11/21 01:45:00` (nginx's error log, Go).
    case nginxError = "nginx-error"
    /// `Nov 21 01:45:00 host`: RFC 3164, without year and zone.
    case syslog
    /// `<34>1 2026-11-21T01:45:00Z host`: RFC 5424.
    case syslog5424 = "syslog-5424"
    /// `261121  1:45:00` (MariaDB up to 10.1, MySQL up to 5.6).
    case mysqlOld = "mysql-old"
    /// `[ 1234.567890] `: seconds since the system's start.
    case dmesg
    /// Seconds (10 digits), milliseconds (13), microseconds (16) or nanoseconds (19) since 1970.
    case epoch
    /// JSON lines with `ts`, `time`, `timestamp` or `@timestamp`: a text as in `iso`, or a number as in `epoch`.
    case json
    /// `I1121 01:45:00.123456`: severity, month and day, without year and zone (glog, klog).
    case klog
    /// `21.11.2026 01:45:00`.
    case dotted
    /// `20261121-01:45:00.123` and `20261121T014500Z` (FIX and ISO 8601's basic form).
    case compact
    /// A time as in `iso` or `nginx-error`, behind other words: `INFO  2026-11-21 01:45:00`, `time="2026-11-21T01:45:00Z"`.
    case inside

    /// Whether a few lines of something else may look like it, so that only a log full of it counts.
    var isEasilyMistaken: Bool {
        switch self {
        case .epoch, .dmesg, .mysqlOld, .json, .access, .compact, .inside: true
        default: false
        }
    }

    /// Bytes at the beginning of a line within which the time ends.
    var reach: Int {
        switch self {
        case .json: 16_384
        case .access: 4_096
        case .inside: 192
        default: 96
        }
    }
}
