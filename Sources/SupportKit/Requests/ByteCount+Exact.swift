extension ByteCount {
    /// The number itself with the rounded size behind it: `12,345,678 bytes (11.8 MiB)`.
    var exact: String {
        var digits = String(bytes)
        var grouped = ""
        while digits.count > 3 {
            grouped = ",\(digits.suffix(3))\(grouped)"
            digits.removeLast(3)
        }
        return "\(digits)\(grouped) bytes" + (bytes < 1024 ? "" : " (\(description))")
    }
}
