public import SystemPackage

extension BundleUpload {
    private static let probeTimeout: Duration = .seconds(60)

    /// Whether a text is a place a bundle can be uploaded to, and not words for people.
    public static func isPlace(_ text: String) -> Bool { target(text) != nil }

    /// The command of the last step that changes nothing: the login and the directory, or the question for an address.
    public var probe: DeliveryCommand {
        switch target {
        case .sftp(let host, let port, let directory):
            let script = (directory.isEmpty ? [] : ["cd \(Self.quoted(directory))"]) + ["pwd"]
            return sftp(host, port, script.joined(separator: "\n"), timeout: Self.probeTimeout)
        case .http(let url):
            return curl(url, ["head"], timeout: Self.probeTimeout)
        }
    }

    /// Goes up to that step.
    ///
    /// A server that answers is taken for one that can be reached, whatever it says of a question that is no upload: an
    /// address signed for PUT refuses every other.
    ///
    /// - Parameter scratch: A directory for files without a name.
    /// - Returns: What is in the way, or nil, and what an answer leaves open.
    /// - Throws: `SystemError` when there is no room for the files without a name.
    public func tryPlace(scratch: FilePath) async throws -> (problem: String?, remark: String?) {
        let result = try await DeliveryRunner(scratch: scratch).run(probe)
        guard case .http = target else { return (result.code == 0 ? nil : reason(result), nil) }
        guard result.code == 0, let status = status(result), status > 0, status < 500 else {
            return (reason(result), nil)
        }
        return (nil, status < 400 ? nil : "it answered \(status) to a HEAD; that it takes a PUT only --send shows")
    }
}
