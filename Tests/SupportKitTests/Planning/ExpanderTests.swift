@testable import SupportKit
import SystemPackage
import Testing

@Suite struct ExpanderTests {
    private func configuration(_ settings: [(String, String)]) -> ProductConfiguration {
        let document = ConfigurationElement(name: "", file: "/c", line: 0)
        let root = ConfigurationElement(name: "Root", file: "/c", line: 1)
        document.children = [root]
        root.children = settings.map { name, value in
            let element = ConfigurationElement(name: name, file: "/c", line: 2)
            element.text = value
            return element
        }
        return ProductConfiguration(document: document)
    }

    private func expander(_ settings: [(String, String)] = []) -> Expander {
        Expander(
            variables: ["home": "/opt/amps", "pid": "42", "odd": "a*[b]"],
            configuration: configuration(settings),
            expandSetting: { text in
                text.contains("${UNKNOWN}")
                    ? .failure(UnknownVariable(name: "UNKNOWN")) : .success(text.replacing("${HOST}", with: "h1"))
            }
        )
    }

    @Test(arguments: [
        ("plain", ["plain"]), ("{home}", ["/opt/amps"]), ("{home}/{pid}.log", ["/opt/amps/42.log"]),
        ("{Log}", ["/a", "/b"]), ("{Log}/{Log}", ["/a//a", "/a//b", "/b//a", "/b//b"]), ("{Host}.log", ["h1.log"]),
        ("open {", ["open {"]), ("close }", ["close }"]), ("a } {pid}", ["a } 42"]),
    ])
    func putsInWhatIsKnown(text: String, expected: [String]) {
        let expansion = expander([("Log", "/a"), ("Log", " /b\n"), ("Host", "${HOST}")]).expand(text)
        #expect(expansion.values == expected)
        #expect(expansion.unknown == nil)
    }

    @Test(arguments: [
        ("{nothing}", "nothing"), ("{home}/{Empty}", "Empty"), ("{Bad}", "${UNKNOWN}"), ("{}", ""),
    ])
    func namesWhatIsNotKnown(text: String, unknown: String) {
        let expansion = expander([("Empty", " "), ("Bad", "${UNKNOWN}")]).expand(text)
        #expect(expansion.values.isEmpty)
        #expect(expansion.unknown == unknown)
    }

    @Test func whatIsPutIntoAPatternStaysLiteral() {
        #expect(expander().expand("{odd}/*.log", isPattern: true).values == [#"a\*\[b\]/*.log"#])
        #expect(expander().expand("{odd}/*.log").values == ["a*[b]/*.log"])
    }

    /// `${Version}` is dpkg's own, in the profile of Tomcat; supportkit's names have no dollar.
    @Test func aDollarBeforeTheBraceIsAnothersName() {
        let expansion = expander().expand("--showformat=${Version}\n")
        #expect(expansion.values == ["--showformat=${Version}\n"])
    }
}
