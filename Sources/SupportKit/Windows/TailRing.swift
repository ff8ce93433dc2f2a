/// The last bytes of a stream, and how many went before them.
struct TailRing {
    /// Bytes kept at most.
    var size: Int
    /// Bytes that gave way.
    private(set) var evicted: Int64 = 0
    /// Whether the bytes kept begin a line.
    private(set) var startsLine = true
    private var bytes: [UInt8] = []
    /// Where the oldest is once it is full.
    private var start = 0

    init(size: Int) { self.size = size }

    /// Takes bytes; the oldest give way.
    mutating func keep(_ chunk: Span<UInt8>) {
        var chunk = chunk
        guard size > 0 else {
            evicted += Int64(chunk.count)
            return
        }
        if chunk.count >= size {
            let dropped = chunk.count - size
            evicted += Int64(bytes.count + dropped)
            if dropped > 0 {
                startsLine = chunk[dropped - 1] == 0x0A
            } else if !bytes.isEmpty {
                startsLine = bytes[(start + bytes.count - 1) % bytes.count] == 0x0A
            }
            bytes.removeAll(keepingCapacity: true)
            start = 0
            chunk = chunk.extracting(dropped..<chunk.count)
        }
        if bytes.capacity < size { bytes.reserveCapacity(size) }
        let room = min(size - bytes.count, chunk.count)
        if room > 0 { bytes.append(copying: chunk.extracting(0..<room)) }
        for index in room..<chunk.count {
            startsLine = bytes[start] == 0x0A
            evicted += 1
            bytes[start] = chunk[index]
            start = start + 1 == size ? 0 : start + 1
        }
    }

    /// Gives all that is kept away, the oldest first.
    mutating func drain() -> [UInt8] {
        // Turned round in its place, because a copy may be as large as all else together.
        bytes[..<start].reverse()
        bytes[start...].reverse()
        bytes.reverse()
        start = 0
        var drained: [UInt8] = []
        swap(&drained, &bytes)
        return drained
    }
}
