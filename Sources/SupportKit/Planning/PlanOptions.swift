/// What of a product's profile is wanted.
public struct PlanOptions: Sendable {
    /// What `with` holds when records with the product's message data are wanted too.
    public static let messageData = "message-data"

    /// The categories wanted; nil for all.
    public var categories: Set<Category>?
    /// Patterns of files that are left out.
    public var exclude: [String] = []
    /// Patterns of files that the host's or the user's ``RedactionPolicy`` leaves out.
    public var withheld: [String] = []
    /// Ids of optional artifacts that are wanted.
    public var with: Set<String> = []
    /// The incident window somebody gave.
    public var window: IncidentWindow?
    /// What holds when nobody gave one; nil for everything there is.
    public var defaultWindow: DefaultWindow?
    /// A netrc file with the name and password for addresses of the product.
    public var credentialsFile: String?
    /// Whether commands may be run at all.
    public var mayRunCommands = true

    /// Creates options that want everything.
    public init() {}
}
