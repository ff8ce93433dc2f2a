import Platform
@testable import SupportKit
import SystemPackage
import TestSupport
import Testing

/// Tests ``ConfigurationReader`` together with ``ConfigurationParser``, which it feeds.
@Suite struct ConfigurationReaderTests {
    private let scratch: Scratch

    init() throws {
        scratch = try Scratch()
    }

    private static let profile = """
        configuration:
          format: xml
          root-element: Config
          include-elements: [Include]
          entities: true
          variables: true
          relative-to: file
        """

    private func read(
        _ files: [String: String],
        profile: String = profile,
        variables: [String: String] = [:]
    ) throws -> ProductConfiguration {
        for (name, text) in files { try scratch.write(text, to: name) }
        return try reader(profile: profile, variables: variables).read(scratch("main.xml"))
    }

    private func reader(
        profile: String = profile,
        variables: [String: String] = [:]
    ) throws -> ConfigurationReader {
        ConfigurationReader(
            files: HostFileSystem(),
            profile: try Profile(yaml: ProfileTests.yaml(profile), file: "p.yml").configuration,
            base: scratch.path,
            variables: variables
        )
    }

    /// Paths relative to the scratch directory.
    private func names(_ configuration: ProductConfiguration) -> [String] {
        configuration.files.map { $0.path.string.replacing(scratch.path.string + "/", with: "") }
    }

    // MARK: - One file

    @Test(arguments: [
        ("plain", "<Config><Name>a</Name></Config>", "Name", ["a"]),
        ("declaration", "<?xml version='1.0'?>\n<!-- x --><Config><Name> a\n</Name></Config>", "Name", ["a"]),
        ("nested", "<Config><A><B><C>1</C></B><B><C>2</C></B></A><C>3</C></Config>", "A/B/C", ["1", "2"]),
        ("same name inside", "<Config><A>x<A>y</A></A></Config>", "A/A", ["y"]),
        ("comment", "<Config><!-- <Name>no</Name> --><Name>a<!-- no -->b</Name></Config>", "Name", ["ab"]),
        ("comment with >", "<Config><!-- -> > <Include>no.xml</Include> --><Name>a</Name></Config>", "Name", ["a"]),
        ("CDATA", "<Config><Name><![CDATA[<a>&amp;]]></Name></Config>", "Name", ["<a>&amp;"]),
        (
            "entities", "<Config><Name>&lt;&amp;&gt;&quot;&apos;&#65;&#x42;&#x1F600;</Name></Config>", "Name",
            ["<&>\"'AB😀"]
        ),
        ("unknown entity", "<Config><Name>a&nbsp;b & c&</Name></Config>", "Name", ["a&nbsp;b & c&"]),
        ("bad reference", "<Config><Name>&#xD800;&#99999999999;</Name></Config>", "Name", ["&#xD800;&#99999999999;"]),
        ("attributes", "<Config><T a='1' b = \"2>\" c='&lt;'/><T a=\"3\"></T></Config>", "T/@a", ["1", "3"]),
        ("attribute with >", "<Config><T b = \"2>\"/></Config>", "T/@b", ["2>"]),
        ("attribute without value", "<Config><T on a='1'>x</T></Config>", "T", ["x"]),
        ("empty elements", "<Config><Name/><Name></Name><Name> </Name><Name>a</Name></Config>", "Name", ["a"]),
        ("CRLF", "<Config>\r\n  <Name>\r\n    a\r\n  </Name>\r\n</Config>\r\n", "Name", ["a"]),
        ("mark", "\u{FEFF}<Config><Name>a</Name></Config>", "Name", ["a"]),
        ("instruction", "<Config><?pi <Name>no</Name> ?><Name>a</Name></Config>", "Name", ["a"]),
        ("other case", "<Config><name>a</name></Config>", "Name", []),
        ("umlaut", "<Config><Größe>5</Größe></Config>", "Größe", ["5"]),
        ("stray end", "<Config></Other><Name>a</Name></Config>", "Name", ["a"]),
        ("crossed", "<Config><A><B>x</A></B><Name>a</Name></Config>", "Name", ["a"]),
        ("less than", "<Config><Name>a < b</Name></Config>", "Name", ["a  b"]),
    ])
    func settingsAreRead(name: String, text: String, path: String, expected: [String]) throws {
        let configuration = try read(["main.xml": text])
        #expect(configuration.problem == nil)
        #expect(configuration.isRead)
        #expect(configuration.values(at: path) == expected)
    }

    @Test func elementsKnowTheirLine() throws {
        let configuration = try read(["main.xml": "<Config>\n\n<A>1</A>\r\n<A\n x='1'>2</A></Config>"])
        #expect(configuration.root?.elements(at: "A").map(\.line) == [3, 4])
        #expect(configuration.root?.elements(at: "A").map(\.file) == [scratch("main.xml"), scratch("main.xml")])
    }

    @Test(arguments: [
        ("<Config><Name>a</Name><Log><Path>/x", "Name", ["a"]), ("<Config><Name>a</Name><Log", "Name", ["a"]),
        ("<Config><Name>a</Name><Log a='", "Name", ["a"]), ("<Config><Name>a</Name><!-- ", "Name", ["a"]),
        ("<Config><Name>a</Name><![CDATA[", "Name", ["a"]), ("<Config><Name>a", "Name", ["a"]),
    ])
    func whatIsNotClosedIsReadAsFarAsItGoes(text: String, path: String, expected: [String]) throws {
        let configuration = try read(["main.xml": text])
        #expect(configuration.problem == nil)
        #expect(configuration.values(at: path) == expected)
        #expect(configuration.notes == ["\(scratch("main.xml")): an element is not closed; read as far as it goes"])
    }

    @Test func ofTwoRootsTheFirstCounts() throws {
        let configuration = try read(["main.xml": "<Config><Name>a</Name></Config><Config><Name>b</Name></Config>"])
        #expect(configuration.values(at: "Name") == ["a"])
        #expect(configuration.problem == nil)
    }

    @Test(arguments: [
        ("<Other/>", "is not a configuration of this product: its first element is <Other>, not <Config>"),
        ("<Other/><Config/>", "its first element is <Other>, not <Config>"),
        ("name = value", "is not XML: it has no element"), ("", "is not XML: it has no element"),
        ("<!-- <Config/> -->", "is not XML: it has no element"),
        ("<Config>\0</Config>", "is binary, not a configuration"),
        ("< >", "is not XML: it has no element"),
    ])
    func whatIsNoConfigurationSaysSo(text: String, problem: String) throws {
        let configuration = try read(["main.xml": text])
        #expect(configuration.problem?.contains(problem) == true, "\(configuration.problem ?? "-")")
        #expect(configuration.problem?.hasPrefix(scratch("main.xml").string) == true)
        #expect(!configuration.isRead)
    }

    @Test func aFileThatIsNotThereOrNoFileSaysSo() throws {
        let reader = try reader()
        #expect(reader.read(scratch("main.xml")).problem == "\(scratch("main.xml")) does not exist")
        try scratch.shell("mkfifo fifo; truncate -s 17M large")
        #expect(reader.read(scratch("fifo")).problem?.contains("not a regular file") == true)
        #expect(reader.read(scratch("large")).problem?.contains("is larger than 16.0 MiB") == true)
    }

    @Test func hugeNestingEndsAndIsSaid() throws {
        let depth = 100_000
        let text = "<Config><Name>a</Name>" + String(repeating: "<x>", count: depth) + "</Config>"
        let configuration = try read(["main.xml": text])
        #expect(configuration.values(at: "Name") == ["a"])
        #expect(!configuration.notes.isEmpty)
    }

    @Test func aFormatThatIsNotReadHasItsFileAlone() throws {
        let configuration = try read(["main.xml": "anything"], profile: "")
        #expect(names(configuration) == ["main.xml"])
        #expect(configuration.problem == nil)
        #expect(configuration.values(at: "Name").isEmpty)
    }

    // MARK: - Includes

    @Test func includedFilesAreReadWithTheirVariables() throws {
        let configuration = try read(
            [
                "main.xml": "<Config>\n<Include> ${DIR}/a.xml </Include><Name>m</Name></Config>",
                "conf/a.xml": "<Name>a</Name><Include>conf/b.xml</Include>", "conf/b.xml": "<Name>b</Name>",
            ],
            variables: ["DIR": "conf"]
        )
        #expect(names(configuration) == ["main.xml", "conf/a.xml", "conf/b.xml"])
        #expect(Set(configuration.values(at: "Name")) == ["m", "a", "b"])
        #expect(
            configuration.files.map(\.includedFrom)
                == [nil, "\(scratch("main.xml")):2", "\(scratch("conf/a.xml")):1"]
        )
        #expect(configuration.notes.isEmpty)
    }

    @Test func anAbsoluteIncludeAndOneBesideItsFileAreFound() throws {
        let configuration = try read([
            "main.xml": "<Config><Include>\(scratch("conf/a.xml"))</Include></Config>",
            "conf/a.xml": "<Include>b.xml</Include>", "conf/b.xml": "<Name>b</Name>",
        ])
        #expect(names(configuration) == ["main.xml", "conf/a.xml", "conf/b.xml"])
        #expect(configuration.values(at: "Name") == ["b"])
    }

    @Test func externalEntitiesAreIncluded() throws {
        let configuration = try read(
            [
                "main.xml": """
                <!DOCTYPE Config [
                  <!ENTITY part SYSTEM "${DIR}/part.xml"> <!ENTITY internal "text">
                  <!-- <!ENTITY no SYSTEM "no.xml"> -->
                  <!ENTITY unused SYSTEM "unused.xml">
                ]>
                <Config><SOW>&part;</SOW>&internal;&no;</Config>
                """,
                "conf/part.xml": "<Topic>t</Topic>", "unused.xml": "<x/>", "no.xml": "<x/>",
            ],
            variables: ["DIR": "conf"]
        )
        #expect(configuration.values(at: "SOW/Topic") == ["t"])
        #expect(names(configuration) == ["main.xml", "conf/part.xml"])
    }

    @Test func anUnknownVariableIsNamedAndNothingGuessed() throws {
        let configuration = try read([
            "main.xml": "<Config>\n\n<Include>${NOWHERE}/a.xml</Include></Config>", "a.xml": "<x/>",
        ])
        #expect(names(configuration) == ["main.xml"])
        #expect(
            configuration.notes == [
                "\(scratch("main.xml")):3: the included file '${NOWHERE}/a.xml' needs the variable NOWHERE, "
                    + "which is not known: not read"
            ]
        )
    }

    @Test func aMissingIncludeIsAFileWithAProblem() throws {
        let configuration = try read(["main.xml": "<Config><Include>gone.xml</Include><Name>a</Name></Config>"])
        #expect(configuration.problem == nil)
        #expect(configuration.isRead)
        #expect(
            configuration.files.last
                == .init(
                    path: scratch("gone.xml"),
                    problem: "\(scratch("gone.xml")) does not exist",
                    includedFrom: "\(scratch("main.xml")):1",
                    namedBy: nil
                )
        )
    }

    @Test func aFileThatIncludesItselfEnds() throws {
        let direct = try read(["main.xml": "<Config><Include>main.xml</Include><Name>a</Name></Config>"])
        #expect(names(direct) == ["main.xml"])
        #expect(direct.notes == ["\(scratch("main.xml")):1: \(scratch("main.xml")) includes itself"])
        let round = try read([
            "main.xml": "<Config><Include>a.xml</Include></Config>",
            "a.xml": "<Name>a</Name><Include>./main.xml</Include>",
        ])
        #expect(names(round) == ["main.xml", "a.xml"])
        #expect(round.values(at: "Name") == ["a"])
        #expect(round.notes.count == 1)
    }

    @Test func theSameFileMayStandInSeveralPlaces() throws {
        let configuration = try read([
            "main.xml": "<Config><A><Include>t.xml</Include></A><B><Include>t.xml</Include></B></Config>",
            "t.xml": "<Name>t</Name>",
        ])
        #expect(configuration.values(at: "A/Name") == ["t"])
        #expect(configuration.values(at: "B/Name") == ["t"])
        #expect(names(configuration) == ["main.xml", "t.xml"])
    }

    @Test func aLongChainEndsAndIsSaid() throws {
        var files = ["main.xml": "<Config><Include>0.xml</Include></Config>"]
        for index in 0..<40 { files["\(index).xml"] = "<Include>\(index + 1).xml</Include>" }
        let configuration = try read(files)
        #expect(configuration.files.count == 16)
        #expect(configuration.notes.contains { $0.contains("too many included files") })
    }

    /// Files that include each other several times over multiply: seven of them here stand for 4^6 copies.
    @Test func includesThatMultiplyEndAndAreSaid() throws {
        var files = ["main.xml": "<Config>" + String(repeating: "<Include>0.xml</Include>", count: 4) + "</Config>"]
        for index in 0..<5 {
            files["\(index).xml"] = String(repeating: "<Include>\(index + 1).xml</Include>", count: 4)
        }
        files["5.xml"] = "<Name>x</Name>"
        let configuration = try read(files)
        #expect(configuration.values(at: "Name").count < 2_000)
        #expect(configuration.notes.contains { $0.contains("too many included files") })
    }

    @Test(arguments: [
        ("plain", "plain"), ("${A}", "1"), ("x${A}y${B}z", "x1y2z"), ("$A", "$A"), ("${A", "${A"), ("a}b", "a}b"),
        ("${EMPTY}", ""),
    ])
    func variablesAreReplaced(text: String, expected: String) throws {
        let reader = try reader(variables: ["A": "1", "B": "2", "EMPTY": ""])
        #expect(try reader.expand(text).get() == expected)
        #expect(throws: UnknownVariable.self) { try reader.expand("${C}").get() }
    }
}
