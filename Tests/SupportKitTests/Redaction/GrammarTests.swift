import Testing

@testable import SupportKit

@Suite struct GrammarTests {
    @Test(
        arguments: [
            ("/etc/amps/config.xml", "", Grammar.xml), ("server.xml.bak", "", .xml), ("web.config", "", .xml),
            ("a.json", "", .json), ("values.yaml", "", .yaml), ("app.properties", "", .properties),
            ("settings.toml", "", .toml), ("run.sh", "", .shell), (".env.local", "", .dotenv), (".env", "", .dotenv),
            ("amps.log", "", .log), ("catalina.out.1", "", .log), ("app.log.2.gz", "", .log),
            (".pgpass", "", .pgpass), (".netrc", "", .netrc), ("shadow", "", .passwordFile),
            (".htpasswd", "", .passwordFile), ("userlist.txt", "", .userList), ("/proc/7/environ", "", .environment),
            ("cmdline", "", .commandLine), ("dump.sql", "", .sql),
            ("x", "<?xml version=\"1.0\"?>\n<a/>", .xml), ("x", "\u{FEFF}<AMPSConfig>", .xml),
            ("x", "{\n \"a\": 1}", .json), ("x", "#!/bin/bash\n", .shell), ("x", "---\na: 1", .yaml),
            ("x", "[main]\na=1\nb=2\nc=3\n", .ini), ("x", "A=1\0B=2\0C=3\0D=4\0", .environment),
            ("x", "Just a text\nof two lines\n", .text), ("x", "", .text),
        ]
    )
    func isRecognised(_ name: String, _ head: String, _ grammar: Grammar) {
        #expect(Grammar.recognise(name: name, head: head.utf8.span) == grammar)
    }

    @Test func tellsBinaryFromText() {
        func isBinary(_ bytes: [UInt8]) -> Bool { Grammar.isBinary(head: bytes.span) }
        #expect(isBinary([0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0x3E, 0, 1, 0, 0, 0]))
        #expect(isBinary(Array("SQLite format 3\0".utf8) + [0x10, 0, 2, 2, 0, 0x40, 0x20, 0x20, 0, 0, 0, 1, 0, 0]))
        #expect(!isBinary(Array("A=1\0B=2\0C=3\0".utf8)))
        #expect(!isBinary(Array("caf\u{e9}\r\n\ttext\u{1B}[1m".utf8)))
        #expect(!isBinary([0xFF, 0xFE, 0x41, 0, 0x42, 0]))
        #expect(!isBinary([0xE9, 0xE8, 0x20, 0x41]))
        #expect(!isBinary([]))
    }
}
