@testable import SupportKit
import Testing

/// What gpg lists, and which key is taken.
@Suite struct OpenPGPKeyTests {
    private static let fingerprint = "5032E9E0DA12546DE94AAC4D931C099FF30BA238"

    private func listing(_ validity: String = "u", _ capabilities: String = "scESC", count: Int = 1) -> String {
        (0..<count).map { index in
            """
            pub:\(validity):255:22:931C099FF30BA238:1795225500:::-:::\(capabilities):::::ed25519:::0:
            fpr:::::::::\(Self.fingerprint.dropLast())\(index):
            uid:r::::1795225500::AA::Former Name <old@vendor.example>::::::::::0:
            uid:\(validity)::::1795225500::BB::Vendor\\x3a Support <support@vendor.example>::::::::::0:
            sub:u:255:18:FF909A02160DDA87:1795225500::::::e:::::cv25519::
            fpr:::::::::0000000000000000000000000000000000000000:

            """
        }.joined()
    }

    private func chosen(_ listing: String) throws(OpenPGPError) -> OpenPGPKey {
        try OpenPGPKey.choose(try OpenPGPKey.keys(in: listing), named: "KEY", "KEY")
    }

    @Test func aListingIsRead() throws {
        let key = try chosen("tru::1:1795225500:0:3:1:5\n" + listing())
        #expect(key.fingerprint == Self.fingerprint.dropLast() + "0")
        #expect(key.recipient == key.fingerprint)
        #expect(key.user == "Vendor: Support <support@vendor.example>")
        #expect(key.description == "\(key.fingerprint) (Vendor: Support <support@vendor.example>)")
    }

    @Test(arguments: [
        ("r", "sc", "was revoked"), ("e", "sc", "has expired"), ("i", "scESC", "not valid"),
        ("u", "scSC", "cannot encrypt"), ("u", "scESCD", "disabled"),
    ])
    func aKeyThatCannotBeUsedIsRefused(validity: String, capabilities: String, reason: String) {
        let error = #expect(throws: OpenPGPError.self) { try chosen(listing(validity, capabilities)) }
        #expect(error?.description.contains(reason) == true, "\(String(describing: error))")
        #expect(error?.description.contains(Self.fingerprint.dropLast()) == true)
    }

    @Test func twoKeysAreListed() {
        let error = #expect(throws: OpenPGPError.self) { try chosen(listing(count: 2)) }
        #expect(error?.description.contains("names 2 keys") == true)
        for digit in ["0", "1"] { #expect(error?.description.contains(Self.fingerprint.dropLast() + digit) == true) }
    }

    @Test func noKeyIsNoKey() {
        #expect(throws: OpenPGPError.self) { try chosen("") }
        #expect(throws: OpenPGPError.self) { try chosen("pub:u:255\n") }
    }

    @Test(arguments: [
        (fingerprint, fingerprint), ("0x931C099FF30BA238", "0x931C099FF30BA238"),
        ("5032 E9E0 DA12 546D E94A  AC4D 931C 099F F30B A238", fingerprint), (fingerprint + "!", fingerprint + "!"),
        ("support@vendor.example", "<support@vendor.example>"),
        ("<support@vendor.example>", "<support@vendor.example>"),
        ("=Vendor Support <support@vendor.example>", "=Vendor Support <support@vendor.example>"),
    ])
    func aNameIsAskedForExactly(text: String, name: String) throws {
        #expect(try OpenPGPKey.name(text) == name)
    }

    @Test(arguments: ["", "vendor", "F30BA238", "0xF30BA238", "=", "!", "a@b c@d", "--version", "*", "@ @"])
    func aNameThatCouldMeanManyIsRefused(text: String) {
        #expect(throws: OpenPGPError.self) { try OpenPGPKey.name(text) }
    }
}
