/// What an ``ArchiveReader`` accepts from an archive made by strangers.
public struct ArchiveLimits: Equatable, Sendable {
    /// Bytes of an entry's name.
    public var maximumNameBytes: Int
    /// Entries of all kinds.
    public var maximumEntries: Int
    /// Bytes of the whole archive once decompressed.
    public var content: DecompressionLimits

    /// Creates limits.
    ///
    /// The defaults take any bundle supportkit makes.
    public init(
        maximumNameBytes: Int = 4_096,
        maximumEntries: Int = 1_000_000,
        content: DecompressionLimits = DecompressionLimits(
            maximumBytes: 1 << 40,
            maximumRatio: 900,
            ratioFloor: 4 << 30
        )
    ) {
        self.maximumNameBytes = maximumNameBytes
        self.maximumEntries = maximumEntries
        self.content = content
    }
}
