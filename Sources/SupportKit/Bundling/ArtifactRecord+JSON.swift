/// The rows of a manifest are written by hand: there may be a hundred thousand of them.
extension ArtifactRecord {
    /// Appends the row as ``StableJSON`` writes it, every line but the first after `indent`.
    ///
    /// - Parameters:
    ///   - bytes: what it is appended to.
    ///   - indent: blanks before each further line.
    /// - Throws: `EncodingError`; not for values made by this module.
    func appendJSON(to bytes: inout [UInt8], indent: Int) throws {
        bytes += "{".utf8
        func key(_ name: StaticString, isFirst: Bool = false) {
            bytes += isFirst ? "\n".utf8 : ",\n".utf8
            for _ in 0..<indent + 2 { bytes.append(UInt8(ascii: " ")) }
            bytes += "\"".utf8
            unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
            bytes += "\" : ".utf8
        }
        func text(_ value: String?) throws {
            guard let value else {
                bytes += "null".utf8
                return
            }
            guard value.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C }) else {
                bytes += try StableJSON.fragment(value)
                return
            }
            bytes.append(UInt8(ascii: "\""))
            bytes += value.utf8
            bytes.append(UInt8(ascii: "\""))
        }
        func number(_ value: (some BinaryInteger)?) {
            bytes += (value.map { String($0) } ?? "null").utf8
        }
        // The order of the keys is that of `sortedKeys`.
        key("bytes", isFirst: true)
        number(self.bytes)
        key("category")
        try text(category)
        key("collector")
        try text(collector)
        key("milliseconds")
        number(milliseconds)
        key("mode")
        try text(mode)
        key("modified")
        try text(modified)
        key("outcome")
        try text(outcome.rawValue)
        key("owner")
        try text(owner)
        key("path")
        try text(path)
        key("reason")
        try text(reason)
        key("redactions")
        number(redactions)
        key("required")
        bytes += (required ? "true" : "false").utf8
        key("sha256")
        try text(sha256)
        key("source")
        try text(source)
        key("sourceBytes")
        number(sourceBytes)
        key("window")
        if let window {
            for byte in try StableJSON.fragment(window) {
                bytes.append(byte)
                // Inside a JSON text a newline is escaped, so every newline is one of the indentation.
                if byte == UInt8(ascii: "\n") { for _ in 0..<indent + 2 { bytes.append(UInt8(ascii: " ")) } }
            }
        } else {
            bytes += "null".utf8
        }
        bytes += "\n".utf8
        for _ in 0..<indent { bytes.append(UInt8(ascii: " ")) }
        bytes += "}".utf8
    }
}
