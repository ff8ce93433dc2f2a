/// Who supports the product.
public struct VendorProfile: Equatable, Sendable {
    static let keys = ["name", "support", "crash", "web"]

    /// The vendor's name; empty when the profile names none.
    public let name: String
    /// E-mail addresses for support requests.
    public let support: [String]
    /// The e-mail address crash dumps go to.
    public let crash: String?
    /// The vendor's support page.
    public let web: String?

    init(_ node: SettingsNode?) throws(ProfileError) {
        name = try node?.string("name") ?? ""
        support = try node?.strings("support") ?? []
        crash = try node?.string("crash")
        web = try node?.string("web")
    }
}
