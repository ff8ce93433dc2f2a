/// Text that supportkit writes itself from what the system says.
public enum FactSheet: Sendable {
    /// Settings of the system against recommended values.
    case settings(SettingsCollector, process: Int32?)
    /// What `/proc` shows of the product's process.
    case process(ProductProcess)
    /// Names, sizes and times of files that are not taken.
    case listing([String], maximum: Int)
}
