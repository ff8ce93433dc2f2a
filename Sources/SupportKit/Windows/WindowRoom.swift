/// How much of the window is read where all of it would be too much.
struct WindowRoom: Equatable, Sendable {
    /// What of the window is worth most.
    enum Place: Equatable, Sendable {
        /// Both ends, since nothing says where between them the incident is.
        case ends
        /// The end, up to which a window was opened backwards, and a quarter of the room for the beginning.
        case newest
        /// The surroundings of a moment, in nanoseconds since 1970.
        case around(Int64)
    }

    /// Bytes at most; a record longer than a block may go beyond.
    let bytes: Int64
    /// Which bytes.
    let place: Place

    /// The room for a part of an incident window.
    init(_ bytes: Int64, of window: IncidentWindow?) {
        self.bytes = bytes
        place =
            if let middle = window?.middle {
                .around(RecordWindow.nanoseconds(middle))
            } else if window?.defaultLength != nil {
                .newest
            } else {
                .ends
            }
    }

    /// What is kept of so many bytes.
    ///
    /// - Parameters:
    ///   - total: all bytes, more than there is room for.
    ///   - moment: where the moment of ``Place/around(_:)`` is.
    /// - Returns: one or two stretches, in order.
    func kept(of total: Int64, moment: Int64) -> [Range<Int64>] {
        let head: Int64
        switch place {
        case .around:
            let start = min(max(moment - bytes / 2, 0), total - bytes)
            return [start..<start + bytes]
        case .ends: head = bytes / 2
        case .newest: head = bytes / 4
        }
        return [0..<head, total - (bytes - head)..<total]
    }
}
