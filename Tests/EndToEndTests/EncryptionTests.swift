import Foundation
import TestSupport
import Testing

/// `--encrypt-to`: only the recipients can read the bundle, and the disk never holds it plain.
@Suite struct EncryptionTests {
    private let profile: TestProfile
    private let keys: TestKeyring

    init() throws {
        profile = try TestProfile("- {id: logs, collector: files, category: logs, why: w, paths: [ROOT/a.log]}")
        try profile.write("a.log", (0..<60_000).map { "2026-11-21 01:45:00 line \($0 &* 2_654_435_761)\n" }.joined())
        keys = try TestKeyring()
    }

    /// Decrypts a bundle as a recipient does; the path of the archive.
    private func decrypted(_ bundle: String) async throws -> String {
        let archive = String(bundle.dropLast(".gpg".count))
        try await keys.gpg("--output", archive, "--decrypt", bundle)
        return archive
    }

    @Test func theBundleIsForItsRecipients() async throws {
        let ada = try await keys.makeKey("Ada Example <ada@vendor.example>")
        let ben = try await keys.makeKey("Ben Example <ben@vendor.example>")
        let collection = try await CollectRun.make(
            profile.arguments + ["--encrypt-to", "ada@vendor.example", "--encrypt-to", ben],
            environment: keys.environment
        )
        #expect(collection.run.code == 0, "\(collection.run.errors)")
        for key in [ada, ben] { #expect(collection.run.errors.contains(key)) }
        let bundle = try collection.path(".tar.gz.gpg")
        let stem = bundle.dropLast(".tar.gz.gpg".count)
        #expect(collection.run.lines == [".tar.gz.gpg", ".eml", ".txt", ".tar.gz.gpg.sha256"].map { stem + $0 })
        #expect(collection.names.count == 4)
        #expect(try await CommandRun.tool("stat", "-c", "%a", bundle) == "600\n")
        try await CommandRun.tool("/bin/sh", "-c", "cd \"$(dirname \"$0\")\"; sha256sum -c *.sha256", bundle)

        let packets = try await keys.gpg("--list-packets", bundle)
        #expect(packets.components(separatedBy: ":pubkey enc packet:").count == 3, "\(packets)")
        let request = String(decoding: try collection.bytes(".txt"), as: UTF8.self)
        for text in ["\(ada) (Ada Example <ada@vendor.example>)", "\(ben) (Ben Example", ".tar.gz.gpg", "--decrypt"] {
            #expect(request.contains(text), "\(text)")
        }
        let draft = String(decoding: try collection.bytes(".eml"), as: UTF8.self)
        #expect(draft.contains("application/octet-stream"))

        for command in [["inspect"], ["cat"], ["extract", "-C", profile.root]] {
            let words = command.prefix(1) + [bundle] + (command == ["cat"] ? ["README.txt"] : command.dropFirst())
            let run = try await ProductUnderTest.run(Array(words))
            #expect(run.code == 1, "\(command)")
            #expect(run.errors.contains("decrypt it first: gpg --output"), "\(run.errors)")
        }

        let archive = try await decrypted(bundle)
        let verdict = try await ProductUnderTest.run(["inspect", "--verify", archive])
        #expect(verdict.code == 0, "\(verdict.output)\(verdict.errors)")
        let contents = try await BundleContents(archive)
        #expect(contents.manifest.outcome == "complete")
        #expect(contents.contains("gpg --output", in: "README.txt"))
        #expect(contents.contains(ada, in: "manifest.json"))
    }

    /// What stands in the files without a name is looked at when gpg begins: the whole bundle is there by then.
    @Test func noPlainByteReachesTheDisk() async throws {
        try ProductUnderTest.requireRoot()
        let key = try await keys.makeKey("Ada Example <ada@vendor.example>")
        let scratch = try ScratchDirectory()
        let collection = try await CollectRun.make(
            profile.arguments + ["--encrypt-to", key],
            environment: keys.environment,
            prefix: try await replacingGPG(
                scratch,
                """
                for file in /proc/$PPID/fd/*; do
                    [ -f "$file" ] || continue
                    stat -L -c %s "$file" >>\(scratch.path("sizes"))
                    # The header of an entry of more than 1 MiB is stored, not compressed.
                    ! grep -a -q ustar "$file" || echo "$file" >>\(scratch.path("plain"))
                done
                \(scratch.path("gpg")) "$@" || exit
                for file in /proc/$PPID/fd/*; do
                    # What others have open may be handed down: only a file without a name is the command's own.
                    case $(readlink "$file") in
                    */out/#*) stat -L -c %b "$file" >>\(scratch.path("blocks")) ;;
                    esac
                done
                exit
                """
            )
        )
        #expect(collection.run.code == 0, "\(collection.run.errors)")
        #expect(scratch.bytes("plain").isEmpty, "a plain file: \(scratch.bytes("plain"))")
        let size = try collection.bytes(".gpg").count
        #expect(numbers(scratch.bytes("sizes")).contains { $0 > size - 100_000 }, "the bundle was not seen")
        // The disk never holds the bundle twice.
        let allocated = numbers(scratch.bytes("blocks")).reduce(0, +) * 512
        #expect(allocated < size + 1 << 20, "\(allocated) of \(size)")
        _ = try await decrypted(collection.path(".gpg"))
    }

    @Test(arguments: ["echo no luck >&2; exit 2", "cat >/dev/null; exit 0", "head -c 100000; exit 0", "kill -9 $$"])
    func aGPGThatFailsLeavesNothing(script: String) async throws {
        try ProductUnderTest.requireRoot()
        let key = try await keys.makeKey("Ada Example <ada@vendor.example>")
        let scratch = try ScratchDirectory()
        let collection = try await CollectRun.make(
            profile.arguments + ["--encrypt-to", key],
            environment: keys.environment,
            prefix: try await replacingGPG(scratch, script)
        )
        #expect(collection.run.code == 1, "\(collection.run.errors)")
        #expect(collection.run.errors.contains("could not be encrypted, so nothing was written"))
        #expect(collection.run.errors.contains("no luck") == script.contains("no luck"))
        #expect(collection.run.output.isEmpty && collection.names.isEmpty)
    }

    /// Words that run what follows where `gpg` is another program once it encrypts.
    private func replacingGPG(_ scratch: ScratchDirectory, _ script: String) async throws -> [String] {
        try await CommandRun.tool("cp", "/usr/bin/gpg", scratch.path("gpg"))
        try scratch.write(
            "stand-in",
            "#!/bin/sh\ncase \"$*\" in *--encrypt) \(script) ;; esac\nexec \(scratch.path("gpg")) \"$@\"\n",
            mode: 0o755
        )
        let bind = "mount --bind \"$0\" /usr/bin/gpg && exec \"$@\""
        return ["unshare", "--mount", "sh", "-c", bind, scratch.path("stand-in")]
    }

    private func numbers(_ bytes: [UInt8]) -> [Int] {
        String(decoding: bytes, as: UTF8.self).split(separator: "\n").compactMap { Int($0) }
    }

    @Test func aKeyThatCannotBeUsedIsSaidBeforeAnythingIsCollected() async throws {
        let expired = try await keys.makeKey("Old Example <old@vendor.example>", expiry: "seconds=1")
        let revoked = try await keys.makeKey("Lost Example <lost@vendor.example>")
        for name in ["One", "Two"] { _ = try await keys.makeKey("\(name) Example <team@vendor.example>") }
        let certificate = "\(keys.path)/openpgp-revocs.d/\(revoked).rev"
        try await CommandRun.tool("sed", "-i", "s/^:-----BEGIN/-----BEGIN/", certificate)
        try await keys.gpg("--import", certificate)
        try await Task.sleep(for: .seconds(2))
        let cases = [
            (expired, "has expired"), ("lost@vendor.example", "was revoked"), ("team@vendor.example", "names 2 keys"),
            ("nobody@vendor.example", "gpg --import"), ("vendor", "names no key exactly"),
        ]
        for (key, reason) in cases {
            let collection = try await CollectRun.make(
                profile.arguments + ["--encrypt-to", key],
                environment: keys.environment
            )
            #expect(collection.run.code == 64, "\(key): \(collection.run.errors)")
            #expect(collection.run.errors.contains(reason), "\(collection.run.errors)")
            #expect(collection.names.isEmpty)
        }
    }

    @Test func thePlanShowsTheKeyOfTheSettings() async throws {
        let key = try await keys.makeKey("Ada Example <ada@vendor.example>")
        let environment = keys.environment.merging(["SUPPORTKIT_ENCRYPT_TO": "ada@vendor.example"]) { $1 }
        let text = try await ProductUnderTest.run(
            ["collect"] + profile.arguments + ["--dry-run"],
            environment: environment
        )
        #expect(text.output.contains("encrypted to  \(key) (Ada Example <ada@vendor.example>)"), "\(text.output)")
        let json = try await ProductUnderTest.run(
            ["collect"] + profile.arguments + ["--dry-run", "--json"],
            environment: environment
        )
        #expect(json.output.contains("\"encryptedTo\" : [\n    \"\(key)\"\n  ]"), "\(json.output)")
    }

    @Test func namesAndStandardOutput() async throws {
        let key = try await keys.makeKey("Ada Example <ada@vendor.example>")
        let scratch = try ScratchDirectory()
        for (name, made) in [("x.tar.gz", "x.tar.gz.gpg"), ("y.tar.zst.gpg", "y.tar.zst.gpg")] {
            let run = try await ProductUnderTest.run(
                ["collect"] + profile.arguments + ["--encrypt-to", key, "--output", scratch.path(name)],
                environment: keys.environment
            )
            #expect(run.lines.first == scratch.path(made), "\(run.errors)")
        }
        let refused = try await ProductUnderTest.run(
            ["collect"] + profile.arguments + ["--output", scratch.path("z.tar.gz.gpg")]
        )
        #expect(refused.code == 64 && refused.errors.contains("--encrypt-to"), "\(refused.errors)")
        let piped = try await ProductUnderTest.run(
            ["collect"] + profile.arguments + ["--encrypt-to", key, "--output", "-", "--max-size", "200KiB"],
            environment: keys.environment
        )
        #expect(piped.code == 0, "\(piped.errors)")
        #expect(piped.standardOutput.count <= 200 << 10)
        try scratch.write("p.tar.gz.gpg", piped.standardOutput)
        let archive = try await decrypted(scratch.path("p.tar.gz.gpg"))
        #expect(try await ProductUnderTest.run(["inspect", "--verify", archive]).code == 0)
    }

    @Test func theLeakCheckReadsTheSealedBundle() async throws {
        let key = try await keys.makeKey("Ada Example <ada@vendor.example>")
        try profile.write("a.log", "user=ada password=Tiger_4711x\n")
        let collection = try await CollectRun.make(
            profile.arguments + ["--encrypt-to", key],
            environment: keys.environment.merging(["SUPPORTKIT_TEST_BREAK": "redaction"]) { $1 }
        )
        #expect(collection.run.code == 4, "\(collection.run.errors)")
        #expect(collection.names.isEmpty)
    }

    @Test func aRehearsalTriesTheKey() async throws {
        let key = try await keys.makeKey("Ada Example <ada@vendor.example>")
        let scratch = try ScratchDirectory()
        let environment = keys.environment.merging(["XDG_STATE_HOME": scratch.path("state")]) { $1 }
        let output = try scratch.makeDirectory("out")
        let run = try await ProductUnderTest.run(
            ["rehearse"] + profile.arguments + ["--encrypt-to", "ada@vendor.example", "--output", output],
            environment: environment
        )
        #expect(run.code == 0, "\(run.output)\(run.errors)")
        #expect(run.output.contains("the bundle, encrypted to \(key)"), "\(run.output)")
        let names = scratch.names(in: "out")
        #expect(names.contains { $0.hasSuffix(".tar.gz.gpg") } && !names.contains { $0.hasSuffix(".tar.gz") })
        let runbook = try #require(names.first { $0.hasSuffix(".md") })
        #expect(String(decoding: scratch.bytes("out/\(runbook)"), as: UTF8.self).contains("--encrypt-to \(key)"))
    }
}
