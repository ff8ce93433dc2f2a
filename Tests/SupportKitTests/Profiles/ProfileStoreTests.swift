import Glibc
import SupportKit
import SystemPackage
import TestSupport
import Testing

@Suite struct ProfileStoreTests {
    private let scratch: Scratch
    private let store: ProfileStore

    private static let places = ".config/supportkit/templates"

    init() throws {
        scratch = try Scratch()
        store = ProfileStore(home: scratch("home"))
    }

    private func own(_ id: String, title: String = "Own", mode: Int = 0o644) throws -> FilePath {
        try scratch.write(
            ProfileTests.yaml().replacing("id: demo", with: "id: \(id)").replacing(
                "title: Demo",
                with: "title: \(title)"
            ),
            to: "home/\(Self.places)/\(id)/profile.yml",
            mode: mode
        )
    }

    @Test(arguments: ["amps", "files", "host", "tomcat"])
    func everyBuiltInProfileIsRead(id: String) throws {
        let store = ProfileStore(home: nil)
        let profile = try store.profile(id)
        #expect(profile.id == id)
        #expect(!profile.artifacts.isEmpty)
        for shared in try store.shared(by: profile) { #expect(!shared.artifacts.isEmpty) }
        let ids = Set(profile.artifacts.map(\.id))
        for source in profile.versions.flatMap(\.sources) {
            if let artifact = source.artifact { #expect(ids.contains(artifact), "\(source.id) reads \(artifact)") }
        }
        let template = try store.requestTemplate(for: profile)
        #expect(!template.text.isEmpty)
    }

    @Test func allBuiltInProfilesAreTested() {
        #expect(
            ProfileStore(home: nil).products().filter { $0.place.directory == nil }.map(\.id)
                == ["amps", "files", "host", "tomcat"]
        )
    }

    @Test func theUsersPlaceComesFirstThenTheHosts() {
        #expect(store.places.map(\.name) == ["user", "host", "built in"])
        #expect(
            store.places.map(\.directory)
                == [scratch("home/\(Self.places)"), "/etc/supportkit/templates", nil]
        )
        #expect(ProfileStore(home: nil).places.map(\.name) == ["host", "built in"])
    }

    @Test func theUsersProfileWins() throws {
        let file = try own("amps", title: "Mine")
        let profile = try store.profile("amps")
        #expect(profile.title == "Mine")
        #expect(profile.origin == file.string)
        let found = store.products().first { $0.id == "amps" }
        #expect(found?.place.name == "user")
    }

    @Test func aProductOfOnesOwnIsListed() throws {
        _ = try own("demo")
        try scratch.makeDirectory("home/\(Self.places)/empty")
        let ids = store.products().map(\.id)
        #expect(ids.contains("demo"))
        #expect(ids.contains("amps"))
        #expect(!ids.contains("empty"))
        #expect(ids == ids.sorted())
        #expect(try store.profile("demo").title == "Own")
    }

    @Test func aProfileIsUsedByItsPath() throws {
        let file = try scratch.write(ProfileTests.yaml(), to: "work/demo.yml")
        #expect(try store.profile(file.string).origin == file.string)
        let folder = try scratch.write(ProfileTests.yaml(), to: "folder/profile.yml").removingLastComponent()
        #expect(try store.profile(folder.string).origin == folder.appending("profile.yml").string)
        #expect(try store.profile(folder.string + "/../folder/").id == "demo")
    }

    @Test func aRequestTemplateBesideTheProfileWins() throws {
        let file = try scratch.write(ProfileTests.yaml(), to: "folder/profile.yml")
        let general = try store.requestTemplate(for: store.profile("files"))
        let profile = try store.profile(file.string)
        #expect(try store.requestTemplate(for: profile).text == general.text)
        try scratch.write("{{impact}}", to: "folder/request.mustache")
        let own = try store.requestTemplate(for: profile)
        #expect(own.text == "{{impact}}")
        #expect(own.name == scratch("folder/request.mustache").string)
    }

    @Test func anUnknownProductNamesTheKnownOnes() {
        let failure = #expect(throws: ProfileError.self) { try store.profile("oracle") }
        #expect(failure?.description.contains("there is no such product; there are: ") == true)
        #expect(failure?.description.contains("amps, files, host, tomcat") == true)
    }

    @Test(arguments: ["..", ".", ""])
    func anIDIsNoWayOutOfTheFolder(id: String) throws {
        try scratch.write(ProfileTests.yaml(), to: "home/.config/supportkit/profile.yml")
        try scratch.write(ProfileTests.yaml(), to: "home/\(Self.places)/profile.yml")
        let failure = #expect(throws: ProfileError.self) { try store.profile(id) }
        #expect(failure?.problem.contains("no such product") == true)
    }

    @Test func aFolderWithAnotherNameThanItsProfileIsRefused() throws {
        try scratch.write(ProfileTests.yaml(), to: "home/\(Self.places)/other/profile.yml")
        let failure = #expect(throws: ProfileError.self) { try store.profile("other") }
        #expect(failure?.problem == "the folder is named 'other' and the profile's id is 'demo'")
    }

    @Test(arguments: [
        ("nowhere.yml", "does not exist"), ("./nowhere", "does not exist"), ("fifo.yml", "not a regular file"),
        ("large.yml", "larger than 1.0 MiB"), ("binary.yml", "not UTF-8 text"),
    ])
    func aFileThatCannotBeUsedIsNamed(name: String, problem: String) throws {
        try scratch.shell(
            "mkfifo -m 600 fifo.yml; printf 'a: \\377' > binary.yml; truncate -s 2M large.yml; chmod 644 *.yml"
        )
        let failure = #expect(throws: ProfileError.self) { try store.profile(scratch(name).string) }
        #expect(failure?.problem.contains(problem) == true, "\(String(describing: failure))")
        #expect(failure?.file.hasPrefix(scratch.path.string) == true)
    }

    static let isRoot = geteuid() == 0

    @Test(.enabled(if: isRoot), arguments: [0o646, 0o664, 0o666])
    func asRootAProfileOthersCanChangeIsRefused(mode: Int) throws {
        let file = try own("demo", mode: mode)
        for name in ["demo", file.string] {
            let failure = #expect(throws: ProfileError.self) { try store.profile(name) }
            #expect(failure?.file == file.string)
            #expect(failure?.problem.contains("supportkit runs as root: it must belong to root") == true)
        }
    }

    @Test(.enabled(if: isRoot))
    func asRootAProfileOfAnotherUserIsRefused() throws {
        let file = try own("demo")
        try scratch.shell("chown 1001:1001 '\(file.string)'")
        let failure = #expect(throws: ProfileError.self) { try store.profile("demo") }
        #expect(failure?.problem.contains("belongs to 1001:1001 with mode 0644") == true)
        try scratch.shell("chown 0:0 '\(file.string)'")
        #expect(try store.profile("demo").id == "demo")
    }

    @Test(.enabled(if: isRoot))
    func asRootATemplateOthersCanChangeIsRefused() throws {
        let file = try scratch.write(ProfileTests.yaml(), to: "folder/profile.yml")
        try scratch.write("{{impact}}", to: "folder/request.mustache", mode: 0o666)
        let profile = try store.profile(file.string)
        #expect(throws: ProfileError.self) { try store.requestTemplate(for: profile) }
    }

    @Test func aDescriptionTellsWhatIsCollectedAndWhy() throws {
        let profile = try Profile(
            yaml: ProfileTests.yaml(
                artifact: "  - {id: two, collector: process, category: host, required: true, why: state of it}\n"
                    + "  - {id: heavy, collector: files, category: host, optional: true, why: rarely, paths: /h}"
            ),
            file: "demo.yml"
        )
        let text = ProfileDescription(profile, shared: []).text
        #expect(text.contains("demo (demo.yml)"))
        #expect(text.contains("  two (required): state of it\n      process: /proc/PID\n"))
        #expect(text.contains("  heavy (off; take it with --with heavy): rarely\n      files: /h\n"))
        let logs = try #require(text.firstRange(of: "\nlogs\n"))
        let host = try #require(text.firstRange(of: "\nhost\n"))
        #expect(logs.lowerBound < host.lowerBound)
    }
}
