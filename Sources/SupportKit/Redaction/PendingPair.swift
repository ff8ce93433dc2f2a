/// `name="db.password"` has been read; a `value` within the next lines is the secret.
struct PendingPair {
    private(set) var keyClass = KeyClass.none
    private(set) var linesLeft = 0

    /// Lines, with that of the name, within which the value has to come.
    private static let reach = 4

    mutating func set(_ keyClass: KeyClass) {
        self.keyClass = keyClass
        linesLeft = Self.reach
    }

    mutating func clear() {
        linesLeft = 0
    }

    mutating func nextLine() {
        if linesLeft > 0 { linesLeft -= 1 }
    }
}
