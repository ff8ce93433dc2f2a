/// Text that supportkit writes itself from what the system says.
public enum FactSheet: Sendable {
    /// Settings of the system against recommended values.
    case settings(SettingsCollector, process: Int32?)
    /// What `/proc` shows of the product's process.
    case process(ProductProcess)
    /// Names, sizes and times of files that are not taken.
    case listing([String], maximum: Int)

    /// Where the facts come from, for people.
    public var source: String {
        switch self {
        case .settings(let collector, _): "\(collector.rows.count) settings of the system"
        case .process(let process): "/proc/\(process.identifier)"
        case .listing(let patterns, _): "names of \(patterns.joined(separator: ", "))"
        }
    }
}
