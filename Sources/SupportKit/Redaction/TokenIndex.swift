/// The token forms by their first two bytes.
final class TokenIndex: Sendable {
    static let shared = TokenIndex()

    /// For each pair of bytes the number of a list, 0 for none.
    private let lists: [UInt16]
    private let forms: [[Int]]
    private let minimumLengths: [Int]
    private let gates: [Gate?]

    /// For a form that begins with a run: the byte that has to follow it, and where.
    private struct Gate {
        let byte: UInt8
        let places: ClosedRange<Int>
    }

    private init() {
        var byPair: [Int: [Int]] = [:]
        for (index, form) in TokenForm.builtIn.enumerated() {
            for first in form.bytes(at: 0) {
                for second in form.bytes(at: 1) { byPair[Int(first) << 8 | Int(second), default: []].append(index) }
            }
        }
        var lists = [UInt16](repeating: 0, count: 1 << 16)
        var forms: [[Int]] = [[]]
        var numbers: [[Int]: UInt16] = [:]
        for (pair, indices) in byPair {
            if let known = numbers[indices] {
                lists[pair] = known
                continue
            }
            let number = UInt16(forms.count)
            numbers[indices] = number
            forms.append(indices)
            lists[pair] = number
        }
        self.lists = lists
        self.forms = forms
        minimumLengths = TokenForm.builtIn.map { $0.hasBlank ? 0 : min($0.minimumLength, 64) }
        gates = TokenForm.builtIn.map { form in
            guard case .run(_, let count) = form.parts.first, form.parts.count > 1,
                case .text(let text) = form.parts[1],
                let byte = text.utf8.first
            else { return nil }
            return Gate(byte: byte, places: count)
        }
    }

    /// The form of the token that starts at `start`, and the token's end; nil if there is none.
    ///
    /// The next blank, or the end, is at `limit`.
    func match(
        _ bytes: [UInt8],
        at start: Int,
        before limit: Int,
        effort: Effort? = nil
    ) -> (form: Int, end: Int)? {
        guard start + 1 < bytes.count else { return nil }
        let list = lists[Int(bytes[start]) << 8 | Int(bytes[start + 1])]
        guard list != 0 else { return nil }
        // All forms are long: most words are ruled out by their length.
        let length = limit - start
        for form in forms[Int(list)] where length >= minimumLengths[form] {
            if let gate = gates[form], !isOpen(gate, bytes, start) { continue }
            if let end = TokenForm.builtIn[form].end(in: bytes, from: start, effort: effort) { return (form, end) }
        }
        return nil
    }

    @inline(__always)
    private func isOpen(_ gate: Gate, _ bytes: [UInt8], _ start: Int) -> Bool {
        for place in gate.places where start + place < bytes.count && bytes[start + place] == gate.byte { return true }
        return false
    }
}
