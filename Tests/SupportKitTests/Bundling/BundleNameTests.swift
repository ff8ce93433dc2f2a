import SupportKit
import Testing

@Suite struct BundleNameTests {
    private static let created: Int64 = 1_795_225_500

    @Test func theNameTellsProductInstanceHostAndTime() {
        let name = BundleName(
            product: "amps",
            instance: "orders-a",
            host: "h1",
            created: Self.created,
            isRedacted: true
        )
        #expect(name.stem == "supportkit-amps-orders-a-h1-20261121T014500Z")
        #expect(name.bundle == "supportkit-amps-orders-a-h1-20261121T014500Z.tar.gz")
        #expect(name.checksum == name.bundle + ".sha256")
        #expect(name.email == name.stem + ".eml")
        #expect(name.text == name.stem + ".txt")
    }

    @Test(arguments: [
        ("a/../b", "h", "a_.._b"), ("Größe 1", "h", "Gr_e_1"), ("..", "h", ""), ("-rf", "h", "rf"), ("", "h", ""),
        ("a\nb", "h", "a_b"), ("$(id)", "h", "_id_"), ("日本", "h", "_"),
    ])
    func onlyHarmlessCharactersStay(instance: String, host: String, expected: String) {
        let name = BundleName(product: "amps", instance: instance, host: host, created: Self.created, isRedacted: true)
        #expect(name.stem == "supportkit-amps-\(expected.isEmpty ? "" : expected + "-")h-20261121T014500Z")
    }

    @Test func theNameFitsIntoAFileSystem() {
        let long = String(repeating: "x", count: 500)
        let name = BundleName(product: long, instance: long, host: long, created: Self.created, isRedacted: false)
        #expect(name.checksum.utf8.count <= 255)
        #expect(name.stem.hasSuffix("-20261121T014500Z-UNREDACTED"))
    }

    @Test(arguments: [
        ("case-4711.tar.gz", true, "case-4711"), ("case.tgz", true, "case"), ("case", true, "case"),
        ("case.tar.gz", false, "case-UNREDACTED"), ("case-UNREDACTED.tar.gz", false, "case-UNREDACTED"),
        ("my bundle.tar.gz", true, "my_bundle"), ("", true, "supportkit"), (".tar.gz", true, "supportkit"),
        ("..", false, "supportkit-UNREDACTED"), ("v1.2.tar.gz", true, "v1.2"),
    ])
    func aChosenNameIsKept(file: String, isRedacted: Bool, stem: String) {
        #expect(BundleName(fileName: file, isRedacted: isRedacted).stem == stem)
    }

    /// Whoever sees the name must know that the secrets are still inside.
    @Test(arguments: [
        "-UNREDACTED", String(repeating: "a", count: 60) + "-UNREDACTED", String(repeating: "a", count: 200),
        "x-UNREDACTED.tgz",
    ])
    func anUnredactedBundleAlwaysSaysSo(file: String) {
        #expect(BundleName(fileName: file, isRedacted: false).bundle.hasSuffix("-UNREDACTED.tar.gz"))
    }
}
