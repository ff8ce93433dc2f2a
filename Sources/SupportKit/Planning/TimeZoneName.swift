internal import Foundation

/// A time zone by its name.
public struct TimeZoneName: Equatable, Sendable {
    /// The name, such as `Europe/Berlin` or `UTC`.
    public let name: String
    let zone: TimeZone

    /// The zone of this host.
    public static var host: TimeZoneName { TimeZoneName(zone: .current) }

    /// Coordinated universal time.
    public static var utc: TimeZoneName { TimeZoneName(zone: .gmt) }

    /// Finds a zone by its name; nil when there is none.
    public init?(name: String) {
        switch name {
        case "UTC", "Z", "GMT": self.init(zone: .gmt)
        default:
            guard let zone = TimeZone(identifier: name) else { return nil }
            self.init(zone: zone)
        }
    }

    private init(zone: TimeZone) {
        name = zone.identifier == "GMT" ? "UTC" : zone.identifier
        self.zone = zone
    }
}
