internal import ArgumentParser
internal import SupportKit
internal import SystemPackage

struct PseudonymOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Replace names by others of the same kind, reversibly: hosts, ips, users, emails, macs; separated by commas.",
            valueName: "kind,…"
        ),
        transform: PseudonymOptions.kinds
    )
    var pseudonyms: Set<PseudonymKind> = []

    @Option(
        name: .customLong("case-key"),
        help: ArgumentHelp(
            "The key of the pseudonyms, made if it does not exist: the hosts of a case that share it agree.",
            valueName: "file"
        )
    )
    var caseKey: String?

    @Option(
        name: .long,
        help: ArgumentHelp("Where the private map of the pseudonyms goes; it must never be sent.", valueName: "file")
    )
    var map: String?

    func validate() throws {
        guard pseudonyms.isEmpty else { return }
        if caseKey != nil { throw ValidationError("--case-key goes with --pseudonyms") }
        if map != nil { throw ValidationError("--map goes with --pseudonyms") }
    }

    func session(_ policy: RedactionPolicy) throws -> PseudonymSession? {
        guard !pseudonyms.isEmpty else { return nil }
        return PseudonymSession(
            kinds: pseudonyms,
            key: try caseKey.map { try CaseKey.openOrCreate(at: InstallationOptions.absolute($0)) } ?? .random(),
            identities: .ofThisHost(adding: policy)
        )
    }

    func mapPath() throws -> FilePath? { try map.map(InstallationOptions.absolute) }

    private static func kinds(_ text: String) throws -> Set<PseudonymKind> {
        var kinds: Set<PseudonymKind> = []
        for name in text.split(separator: ",") {
            guard let kind = PseudonymKind(rawValue: String(name)) else {
                let known = PseudonymKind.allCases.map(\.rawValue).joined(separator: ", ")
                throw ValidationError("--pseudonyms: there is no kind '\(name)'; there are: \(known)")
            }
            kinds.insert(kind)
        }
        guard !kinds.isEmpty else { throw ValidationError("--pseudonyms names no kind") }
        return kinds
    }
}
