extension RequestDetails {
    private static let label = "Delivery:"

    /// How a bundle that is not attached reaches the vendor.
    static func delivery(place: String?) -> String {
        place.map { "not attached; it is to be brought to \($0)" }
            ?? "not attached; please say where and how you would like to receive it"
    }

    /// A request that says where its bundle was brought.
    ///
    /// - Parameters:
    ///   - body: The text of the request.
    ///   - place: The place, without anything secret.
    /// - Returns: The text; nil when it says nothing of a delivery, or that the bundle is attached.
    static func body(_ body: String, sayingPlace place: String) -> String? {
        var lines = body.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard let row = lines.lastIndex(where: { $0.hasPrefix("\(label) ") && $0.contains(" not attached; ") }) else {
            return nil
        }
        let value = "not attached; it is at \(HeaderText.sanitised(place))"
        lines[row] = label.padding(to: labelWidth) + value
        return lines.joined(separator: "\n")
    }
}

extension String {
    fileprivate func padding(to width: Int) -> String { self + String(repeating: " ", count: max(1, width - count)) }
}
