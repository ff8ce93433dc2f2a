/// How much a ``Decompressor`` hands out before it calls its input a bomb.
public struct DecompressionLimits: Equatable, Sendable {
    /// Plain bytes handed out at most.
    public var maximumBytes: Int64
    /// Plain bytes per compressed byte that are believed; looked at once more than `ratioFloor` bytes came out.
    public var maximumRatio: Int64
    /// Plain bytes below which every ratio is believed.
    public var ratioFloor: Int64

    /// Creates limits; negative numbers count as 0.
    ///
    /// Deflate cannot exceed 1,032 to 1, and repetitive logs reach 200 to 1.
    public init(maximumBytes: Int64, maximumRatio: Int64 = 600, ratioFloor: Int64 = 64 << 20) {
        self.maximumBytes = max(0, maximumBytes)
        self.maximumRatio = max(1, maximumRatio)
        self.ratioFloor = max(0, ratioFloor)
    }
}
