internal import Glibc
public import SystemPackage

extension FilePath {
    /// The path's bytes, without the terminating zero.
    public var bytes: [UInt8] {
        unsafe withPlatformString { pointer in
            unsafe Array(UnsafeRawBufferPointer(start: pointer, count: strlen(pointer)))
        }
    }

    /// Creates a path from bytes, which end at the first zero.
    public init(bytes: some Sequence<UInt8>) {
        self.init(bytes: Array(bytes))
    }

    /// The same for an array, of which a plan of many files takes very many.
    public init(bytes: [UInt8]) {
        var terminated = bytes
        terminated.append(0)
        self = unsafe terminated.withUnsafeBytes { buffer in
            guard let base = unsafe buffer.assumingMemoryBound(to: CChar.self).baseAddress else { return FilePath() }
            return unsafe FilePath(platformString: base)
        }
    }

    /// The path as text for people and documents: bytes that are not UTF-8 appear as `\xNN`.
    public var displayText: String {
        String(lossless: bytes)
    }
}

extension String {
    /// Decodes UTF-8; every byte that does not belong to a valid sequence becomes `\xNN`, so that no two inputs
    /// that differ look alike.
    public init(lossless bytes: [UInt8]) {
        if let text = String(validating: bytes, as: UTF8.self), !bytes.span.contains(Array("\\x".utf8)) {
            self = text
            return
        }
        var text = ""
        var decoder = UTF8()
        var index = 0
        while index < bytes.count {
            var iterator = bytes[index...].prefix(4).makeIterator()
            decoder = UTF8()
            if bytes[index...].starts(with: "\\x".utf8) {
                // Text that looks like an escape is escaped itself.
                text += "\\x5c"
                index += 1
            } else if case .scalarValue(let scalar) = decoder.decode(&iterator) {
                text.unicodeScalars.append(scalar)
                index += UTF8.width(scalar)
            } else {
                let hexadecimal = String(bytes[index], radix: 16)
                text += "\\x" + (hexadecimal.count == 1 ? "0" : "") + hexadecimal
                index += 1
            }
        }
        self = text
    }
}
