import TestSupport
import Testing

/// The page cache is left as it was found: counted by `fincore`.
@Suite struct PageCacheTests {
    private func pages(_ path: String) async throws -> Int {
        let text = try await CommandRun.tool("fincore", "--noheadings", "--raw", "--output", "PAGES", path)
        return Int(text.split(whereSeparator: \.isWhitespace).first ?? "") ?? -1
    }

    @Test func onlyWhatWasFetchedIsDropped() async throws {
        let profile = try TestProfile(
            "- {id: logs, collector: files, category: logs, why: w, paths: [ROOT/cold.log, ROOT/warm.log]}"
        )
        let text = (0..<200_000).map { "2026-11-21 01:45:00 line \($0)\n" }.joined()
        for name in ["cold.log", "warm.log"] { try profile.write(name, text) }
        let (cold, warm) = ("\(profile.root)/cold.log", "\(profile.root)/warm.log")
        try await CommandRun.tool("sync", cold, warm)
        try await CommandRun.tool("dd", "if=\(cold)", "iflag=nocache", "count=0", "status=none")
        try await CommandRun.tool("cat", warm)
        let before = try await (cold: pages(cold), warm: pages(warm))
        // Where the file system keeps all pages in memory, as tmpfs does, there is nothing to test.
        guard before.cold == 0, before.warm > 1_000 else { return }

        let collection = try await CollectRun.make(profile.arguments)
        #expect(collection.run.code == 0, "\(collection.run.errors)")
        let after = try await (cold: pages(cold), warm: pages(warm))
        // The kernel may need a few pages for others meanwhile; dropping them leaves none.
        #expect(after.warm > before.warm / 2, "\(after.warm) of \(before.warm) pages are left")
        #expect(after.cold <= 8, "\(after.cold) pages stayed")

        // For a host that serves nobody nothing is dropped.
        let fast = try await CollectRun.make(profile.arguments + ["--fast"])
        #expect(fast.run.code == 0)
        #expect(try await pages(cold) > 1_000)
    }
}
