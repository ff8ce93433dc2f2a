/// Abbreviations of zones that logs use, as PostgreSQL's do, and their offsets.
///
/// Source: the IANA time zone database, `etcetera` and the current rules of its zones. Some letters stand for several
/// zones; then the first offset that the host's own zone has is meant, else the first one.
enum ZoneAbbreviation {
    /// Packs up to eight ASCII letters into a number.
    static func pack(_ text: String) -> UInt64 {
        text.utf8.reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// The offsets an abbreviation may mean, in hours east of UTC times 60; nil when it is none.
    static func minutes(_ packed: UInt64) -> [Int32]? { table[packed] }

    private static let table: [UInt64: [Int32]] = {
        let rows: [(String, [Int32])] = [
            ("UTC", [0]), ("GMT", [0]), ("UT", [0]), ("WET", [0]), ("WEST", [60]), ("BST", [60, 360]),
            ("IST", [330, 60, 120]), ("CET", [60]), ("CEST", [120]), ("MET", [60]), ("MEST", [120]), ("EET", [120]),
            ("EEST", [180]), ("IDT", [180]), ("MSK", [180]), ("SAST", [120]), ("CAT", [120]), ("WAT", [60]),
            ("EAT", [180]), ("PKT", [300]), ("WIB", [420]), ("WITA", [480]), ("WIT", [540]), ("HKT", [480]),
            ("PST", [-480, 480]), ("PDT", [-420]), ("MST", [-420]), ("MDT", [-360]), ("CST", [-360, 480, -300]),
            ("CDT", [-300, -240]), ("EST", [-300]), ("EDT", [-240]), ("AST", [-240]), ("ADT", [-180]),
            ("NST", [-210]), ("NDT", [-150]), ("AKST", [-540]), ("AKDT", [-480]), ("HST", [-600]), ("HDT", [-540]),
            ("SST", [-660]), ("JST", [540]), ("KST", [540]), ("AWST", [480]), ("ACST", [570]), ("ACDT", [630]),
            ("AEST", [600]), ("AEDT", [660]), ("NZST", [720]), ("NZDT", [780]), ("CHST", [600]),
        ]
        return Dictionary(rows.map { (pack($0.0), $0.1) }) { first, _ in first }
    }()
}
