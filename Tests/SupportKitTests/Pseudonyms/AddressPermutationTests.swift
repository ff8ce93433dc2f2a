import Testing

@testable import SupportKit

@Suite struct AddressPermutationTests {
    private struct Random: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var value = state
            value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
            value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
            return value ^ value >> 31
        }
    }

    /// `#require` cannot call what is mutating.
    private static func some<Value>(_ value: Value?) throws -> Value {
        guard let value else { throw PseudonymError("an address was left alone") }
        return value
    }

    @Test func keepsTheLengthOfSharedPrefixes() throws {
        var permutation = AddressPermutation(key: try PseudonymHarness.key())
        var random = Random(state: 1)
        for _ in 0..<4000 {
            let first = UInt32.random(in: 0 ... .max, using: &random)
            let length = UInt32.random(in: 0..<32, using: &random)
            let second =
                first ^ (0x8000_0000 >> length) ^ (UInt32.random(in: 0 ... .max, using: &random) & 0x7FFF_FFFF)
                >> length
            guard let one = permutation.permute(first), let two = permutation.permute(second) else { continue }
            #expect((one ^ two).leadingZeroBitCount == (first ^ second).leadingZeroBitCount)
        }
        for _ in 0..<1000 {
            let high = 0x2000_0000_0000_0000 | UInt64.random(in: 0 ... .max, using: &random) >> 3
            let first = WideAddress(high: high, low: .random(in: 0 ... .max, using: &random))
            let length = UInt64.random(in: 3..<128, using: &random)
            let second = WideAddress(
                high: length < 64 ? first.high ^ 0x8000_0000_0000_0000 >> length : first.high,
                low: length < 64
                    ? .random(in: 0 ... .max, using: &random) : first.low ^ 0x8000_0000_0000_0000 >> (length - 64)
            )
            let one = try Self.some(permutation.permute(first))
            let two = try Self.some(permutation.permute(second))
            if length < 64 {
                #expect((one.high ^ two.high).leadingZeroBitCount == Int(length))
            } else {
                #expect(one.high == two.high && (one.low ^ two.low).leadingZeroBitCount == Int(length) - 64)
            }
        }
    }

    @Test func isAPermutationOfEveryNetwork() throws {
        var permutation = AddressPermutation(key: try PseudonymHarness.key())
        for network: UInt32 in [0xC0A8_0000, 0x0808_0000] {
            var seen = Set<UInt32>()
            for host in 0..<65_536 as Range<UInt32> {
                let value = try Self.some(permutation.permute(network | host))
                if value != network | host { seen.insert(value) }
            }
            #expect(seen.count == 65_536)
        }
    }

    @Test func staysInItsClass() throws {
        var permutation = AddressPermutation(key: try PseudonymHarness.key())
        var random = Random(state: 2)
        let ranges: [(UInt32, UInt32)] = [
            (0x0A00_0000, 8), (0xAC10_0000, 12), (0xC0A8_0000, 16), (0x6440_0000, 10), (0xC000_0200, 24),
            (0xC633_6400, 24), (0xCB00_7100, 24), (0xC612_0000, 15), (0xC000_0000, 24),
        ]
        for (network, length) in ranges {
            for _ in 0..<300 {
                let address = network | UInt32.random(in: 0 ... .max, using: &random) >> length
                let value = try Self.some(permutation.permute(address))
                #expect((value ^ network) >> (32 - length) == 0)
            }
        }
        var count = 0
        for _ in 0..<5000 {
            let address = UInt32.random(in: 0 ... .max, using: &random)
            let isOpen = AddressClass(address) == .open && !ranges.contains { (address ^ $0.0) >> (32 - $0.1) == 0 }
            guard isOpen else { continue }
            let value = try Self.some(permutation.permute(address))
            #expect(AddressClass(value) == .open && !ranges.contains { (value ^ $0.0) >> (32 - $0.1) == 0 })
            count += 1
        }
        #expect(count > 3000)
        for high: UInt64 in [
            0xFD12_3456_0000_0000, 0xFC00_0000_0000_0001, 0x2001_0DB8_0000_0000, 0x2A00_1450_4001_0000,
        ] {
            let value = try Self.some(permutation.permute(WideAddress(high: high, low: 5)))
            #expect(value.high >> 61 == high >> 61 && (high >> 57 != 0x7E || value.high >> 56 == high >> 56))
            #expect((high >> 32 == 0x2001_0DB8) == (value.high >> 32 == 0x2001_0DB8))
        }
        let link = try Self.some(permutation.permute(WideAddress(high: 0xFE80_0000_0000_0000, low: 1)))
        #expect(link.high == 0xFE80_0000_0000_0000 && link.low != 1)
    }

    @Test func changesMostBits() throws {
        var permutation = AddressPermutation(key: try PseudonymHarness.key())
        var flips = 0
        var random = Random(state: 3)
        for _ in 0..<1000 {
            let address = 0x0A00_0000 | UInt32.random(in: 0..<1 << 24, using: &random)
            flips += (try Self.some(permutation.permute(address)) ^ address).nonzeroBitCount
        }
        #expect((9500...15_500).contains(flips), "of 24,000 bits about half")
    }
}
