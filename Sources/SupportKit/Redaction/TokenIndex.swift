/// The token forms by the byte they start with.
struct TokenIndex: Sendable {
    static let shared = TokenIndex()

    private let byFirst: [[Int]]

    private init() {
        var table = [[Int]](repeating: [], count: 256)
        for (index, form) in TokenForm.builtIn.enumerated() {
            for byte in form.firstBytes { table[Int(byte)].append(index) }
        }
        byFirst = table
    }

    @inline(__always)
    func forms(startingWith byte: UInt8) -> [Int] {
        byFirst[Int(byte)]
    }
}
