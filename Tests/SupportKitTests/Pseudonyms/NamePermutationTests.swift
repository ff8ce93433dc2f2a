import Testing

@testable import SupportKit

@Suite struct NamePermutationTests {
    @Test func neverGivesTwoNamesOnePseudonym() throws {
        let names = NamePermutation(key: try PseudonymHarness.key())
        var seen = Set<[UInt8]>()
        let letters = Array("abcdefghijklmnopqrstuvwxyz".utf8)
        for first in letters {
            for second in letters {
                for digit in UInt8(0x30)...0x39 { seen.insert(names.permuteUser([first, second, digit])) }
            }
        }
        #expect(seen.count == 26 * 26 * 10)
        #expect(Set(letters.map { names.permuteUser([$0]) }).count == 26)
        #expect(Set(letters.flatMap { one in letters.map { names.permuteUser([one, $0]) } }).count == 676)
    }

    @Test(arguments: ["a", "db1", "trade-eu-07", "x_1.y", "web01.prod.acme.co", String(repeating: "long1-", count: 40)])
    func keepsTheShape(_ name: String) throws {
        let names = NamePermutation(key: try PseudonymHarness.key())
        for pseudonym in [names.permuteUser(Array(name.utf8)), names.permuteHost(Array(name.utf8))] {
            #expect(pseudonym.count == name.utf8.count)
            for (left, right) in zip(name.utf8, pseudonym) {
                #expect(left.isDigit == right.isDigit && left.isLower == right.isLower)
                if !left.isAlphanumeric { #expect(left == right) }
            }
        }
    }

    @Test func keepsLabelsAndTheLastOne() throws {
        let names = NamePermutation(key: try PseudonymHarness.key())
        let whole = names.permuteHost(Array("db1.prod.acme.com".utf8))
        #expect(whole.starts(with: names.permuteHost(Array("db1".utf8))))
        #expect(whole.suffix(8).elementsEqual(names.permuteHost(Array("acme.com".utf8)).suffix(8)))
        #expect(whole.suffix(4).elementsEqual(".com".utf8))
        #expect(names.permuteHost(Array("alice".utf8)) != names.permuteUser(Array("alice".utf8)))
    }
}
