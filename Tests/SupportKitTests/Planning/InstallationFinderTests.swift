import Platform
@testable import SupportKit
import SystemPackage
import TestSupport
import Testing

@Suite struct InstallationFinderTests {
    private let scratch: Scratch

    init() throws {
        scratch = try Scratch()
    }

    /// A product of which no process runs anywhere, with its usual places in the scratch directory.
    private func profile(root: String? = nil) throws -> Profile {
        let root = root ?? scratch.path.string
        return try Profile(
            yaml: ProfileTests.yaml(
                """
                installation:
                  process:
                    executables: [supportkit-test-no-such-server]
                    home: ..
                    configuration-positional: true
                  layouts:
                    - home: \(root)/opt/one
                      configuration: \(root)/etc/one.xml
                      variables: {data: /data/one}
                    - home: \(root)/opt/two
                  markers: [bin/server]
                configuration:
                  format: xml
                  root-element: Config
                  candidates: ["*.xml", "conf/*.xml"]
                  relative-to: working-directory
                  variables: true
                  instance: Name
                  values: {CONFIG_DIRECTORY: "{config.directory}", UNKNOWN: "{pid}"}
                """
            ),
            file: "p.yml"
        )
    }

    private func find(
        profile: Profile? = nil,
        _ change: (inout InstallationFinder.Request) -> Void = { _ in }
    ) throws -> Installation {
        var request = InstallationFinder.Request()
        change(&request)
        return try InstallationFinder(profile: try profile ?? self.profile(), request: request).find()
    }

    private func error(_ change: (inout InstallationFinder.Request) -> Void) throws -> InstallationError? {
        do {
            _ = try find(change)
            return nil
        } catch let error as InstallationError {
            return error
        }
    }

    private func find(_ change: (inout InstallationFinder.Request) -> Void) throws -> Installation {
        try find(profile: nil, change)
    }

    private func configuration(_ name: String, at path: String) throws {
        try scratch.write("<Config><Name>\(name)</Name></Config>", to: path)
    }

    // MARK: - Usual places

    @Test func aUsualPlaceIsFound() throws {
        try configuration("orders", at: "etc/one.xml")
        try scratch.makeDirectory("opt/one")
        let found = try find { _ in }
        #expect(found.home == scratch("opt/one"))
        #expect(found.configurationFile == scratch("etc/one.xml"))
        #expect(found.instance == "orders")
        #expect(found.process == nil)
        #expect(found.foundBy == "the usual place \(scratch("opt/one"))")
        #expect(found.workingDirectory == scratch("etc"))
        #expect(found.isWorkingDirectoryGuess)
        #expect(found.variables["data"] == "/data/one")
        #expect(found.variables["home"] == scratch("opt/one").string)
        #expect(found.variables["config.directory"] == scratch("etc").string)
        #expect(found.variables["pid"] == nil)
        #expect(found.configurationVariables["CONFIG_DIRECTORY"] == scratch("etc").string)
        #expect(found.configurationVariables["UNKNOWN"] == nil)
        #expect(found.configurationVariables["PWD"] == scratch("etc").string)
    }

    @Test func aPlaceWithoutItsConfigurationIsStillFound() throws {
        try scratch.makeDirectory("opt/one")
        let found = try find { _ in }
        #expect(found.configurationFile == nil)
        #expect(found.instance == "one")
        #expect(!found.isWorkingDirectoryGuess)
    }

    @Test func severalPlacesAreListed() throws {
        try configuration("orders", at: "etc/one.xml")
        try scratch.makeDirectory("opt/one")
        try scratch.makeDirectory("opt/two")
        let error = try error { _ in }
        #expect(
            error
                == .ambiguous(
                    product: "Demo",
                    candidates: [
                        "instance orders, configuration \(scratch("etc/one.xml")), in \(scratch("opt/one")), not running",
                        "instance two, in \(scratch("opt/two")), not running",
                    ]
                )
        )
        #expect(
            error?.description.hasPrefix("there are 2 installations of Demo; choose one with --config FILE") == true
        )
        #expect(try find { $0.instance = "orders" }.home == scratch("opt/one"))
        #expect(try self.error { $0.instance = "nobody" } == error)
    }

    @Test func nothingFoundSaysWhereWasLooked() throws {
        #expect(
            try error { _ in }
                == .notFound(
                    "no installation of Demo found: no process runs supportkit-test-no-such-server; there is no "
                        + "\(scratch("opt/one")); there is no \(scratch("opt/two")). Name it with --root DIR or --config FILE"
                )
        )
    }

    // MARK: - --root

    @Test func aRootWithACandidateIsTaken() throws {
        try configuration("orders", at: "inst/conf/main.xml")
        try scratch.write("<Other/>", to: "inst/conf/logging.xml")
        let found = try find { $0.root = scratch("inst") }
        #expect(found.configurationFile == scratch("inst/conf/main.xml"))
        #expect(found.home == scratch("inst"))
        #expect(found.foundBy == "--root")
        #expect(found.instance == "orders")
    }

    @Test func aRootWithAMarkerAloneIsTaken() throws {
        try scratch.write("", to: "inst/bin/server")
        let found = try find { $0.root = scratch("inst") }
        #expect(found.home == scratch("inst"))
        #expect(found.configurationFile == nil)
        #expect(found.instance == "inst")
    }

    @Test func severalCandidatesBelowARootAreListed() throws {
        try configuration("a", at: "inst/a.xml")
        try configuration("b", at: "inst/conf/b.xml")
        guard case .ambiguous(_, let candidates) = try error({ $0.root = scratch("inst") }) else {
            Issue.record("not ambiguous")
            return
        }
        #expect(candidates.count == 2)
        #expect(
            try find {
                $0.root = scratch("inst"); $0.instance = "b"
            }.configurationFile == scratch("inst/conf/b.xml")
        )
    }

    @Test func aRootThatIsAUsualPlaceKeepsItsConfiguration() throws {
        try configuration("orders", at: "etc/one.xml")
        try scratch.makeDirectory("opt/one")
        try scratch.makeDirectory("opt/two")
        #expect(try find { $0.root = scratch("opt/one") }.configurationFile == scratch("etc/one.xml"))
    }

    @Test func aRootWithWildcardsInItsNameIsTakenLiterally() throws {
        try configuration("right", at: "in[st]*/main.xml")
        try configuration("wrong", at: "ins/main.xml")
        #expect(try find { $0.root = scratch("in[st]*") }.instance == "right")
    }

    @Test func aRootThatCannotBeUsedSaysWhy() throws {
        try scratch.write("x", to: "file")
        try scratch.makeDirectory("empty")
        #expect(try error { $0.root = scratch("file") } == .unusable("--root \(scratch("file")) is not a directory"))
        #expect(try error { $0.root = scratch("nothing") } == .unusable("--root: \(scratch("nothing")) does not exist"))
        #expect(
            try error { $0.root = scratch("empty") }
                == .notFound(
                    "no installation of Demo found: no process runs supportkit-test-no-such-server; \(scratch("empty")) holds "
                        + "neither bin/server nor a configuration of it. Name it with --root DIR or --config FILE"
                )
        )
    }

    @Test func aRootThatMayNotBeReadSaysWhoCan() throws {
        try scratch.makeDirectory("closed")
        try scratch.shell("chmod 700 closed")
        let (profile, root) = (try profile(), scratch("closed"))
        let message = try withoutFileRights {
            var request = InstallationFinder.Request()
            request.root = root
            do throws(InstallationError) {
                _ = try InstallationFinder(profile: profile, request: request)
                return ""
            } catch {
                return error.description
            }
        }
        #expect(message.hasPrefix("--root \(scratch("closed")) cannot be read by "))
        #expect(message.contains("setfacl -m u:"))
    }

    // MARK: - --config

    @Test func aNamedConfigurationIsTaken() throws {
        try configuration("orders", at: "inst/etc/deep/main.xml")
        try scratch.write("", to: "inst/bin/server")
        let found = try find { $0.configuration = scratch("inst/etc/deep/main.xml") }
        #expect(found.home == scratch("inst"))
        #expect(found.foundBy == "--config")
        #expect(found.instance == "orders")
        #expect(
            try find {
                $0.configuration = scratch("inst/etc/deep/main.xml"); $0.instance = "label"
            }.instance == "label"
        )
    }

    @Test func theConfigurationOfAUsualPlaceBringsItsVariables() throws {
        try configuration("orders", at: "etc/one.xml")
        let found = try find { $0.configuration = scratch("etc/one.xml") }
        #expect(found.home == scratch("opt/one"))
        #expect(found.variables["data"] == "/data/one")
    }

    @Test func aConfigurationThatIsNoFileIsRefused() throws {
        try scratch.makeDirectory("etc")
        #expect(
            try error { $0.configuration = scratch("etc") } == .unusable("--config \(scratch("etc")) is not a file")
        )
        #expect(
            try error { $0.configuration = scratch("nothing") }
                == .unusable("--config: \(scratch("nothing")) does not exist")
        )
    }

    @Test func aBrokenConfigurationIsAProblemNotTheEnd() throws {
        try scratch.write("<Other/>", to: "inst/main.xml")
        let found = try find { $0.configuration = scratch("inst/main.xml") }
        #expect(found.configuration.problem?.contains("is not a configuration of this product") == true)
        #expect(found.instance == "demo")
    }

    // MARK: - --copy

    @Test func inACopyTheUsualPlacesAreInsideIt() throws {
        try scratch.write("<Config><Name>orders</Name><Include>x</Include></Config>", to: "copy/etc/one.xml")
        try scratch.makeDirectory("copy/opt/one")
        let found = try find(profile: profile(root: "")) {
            $0.root = scratch("copy")
            $0.isCopy = true
        }
        #expect(found.home == "/opt/one")
        #expect(found.configurationFile == "/etc/one.xml")
        #expect(found.instance == "orders")
        #expect(found.process == nil)
    }

    @Test func inACopyTheConfigurationIsNamedAsItWasThere() throws {
        try configuration("orders", at: "copy/srv/main.xml")
        let found = try find(profile: profile(root: "")) {
            $0.root = scratch("copy")
            $0.isCopy = true
            $0.configuration = "/srv/main.xml"
        }
        #expect(found.configurationFile == "/srv/main.xml")
        #expect(found.instance == "orders")
    }

    // MARK: - Trees

    @Test func aTreeNeedsItsRoot() throws {
        let files = try ProfileStore(home: nil).profile("files")
        let finder = try InstallationFinder(profile: files, request: .init())
        let failure = #expect(throws: InstallationError.self) { try finder.find() }
        #expect(failure?.description == "the profile 'files' collects a directory tree: name it with --root DIR")
        try scratch.makeDirectory("tree")
        #expect(try find(profile: files) { $0.root = scratch("tree") }.instance == "tree")
    }

    @Test func theHostNeedsNothing() throws {
        let found = try find(profile: ProfileStore(home: nil).profile("host")) { _ in }
        #expect(found.home == nil)
        #expect(found.instance == "host")
    }
}
