import Foundation
import TestSupport

/// A person at a terminal: waits for what the program shows and types an answer.
struct RequestTerminal {
    /// What came of it.
    struct Outcome: Decodable {
        /// The exit code, or minus the number of the signal.
        let code: Int
        /// Everything the terminal showed.
        let shown: String
        /// The step whose words never came, or nil.
        let stuck: Int?
    }

    /// Waits for the words, then types the keys.
    struct Step: Encodable {
        let words: String
        let keys: String

        init(_ words: String, _ keys: String) {
            self.words = words
            self.keys = keys
        }
    }

    private struct Job: Encodable {
        let command: [String]
        let directory: String
        let environment: [String: String]
        let steps: [Step]
    }

    private static let script = #"""
        import json, os, pty, select, sys, time
        job = json.loads(sys.argv[1])
        pid, terminal = pty.fork()
        if pid == 0:
            os.chdir(job['directory'])
            os.execve(job['command'][0], job['command'], job['environment'])
        shown, seen, stuck = b'', 0, None
        deadline = time.monotonic() + 60
        def more():
            global shown
            if not select.select([terminal], [], [], 0.1)[0]: return True
            try: data = os.read(terminal, 65536)
            except OSError: return False
            shown += data
            return bool(data)
        for index, step in enumerate(job['steps']):
            words = step['words'].encode()
            while words not in shown[seen:]:
                if not more() or time.monotonic() > deadline:
                    stuck = index
                    break
            if stuck is not None: break
            seen = shown.index(words, seen) + len(words)
            os.write(terminal, step['keys'].encode())
        while time.monotonic() < deadline and more(): pass
        if stuck is not None: os.kill(pid, 9)
        status = os.waitpid(pid, 0)[1]
        text = shown.decode(errors='replace').replace('\r\n', '\n')
        print(json.dumps({'code': os.waitstatus_to_exitcode(status), 'shown': text, 'stuck': stuck}))
        """#

    /// Runs supportkit in a directory with a terminal of its own.
    static func run(
        _ arguments: [String],
        in directory: String,
        environment: [String: String] = [:],
        _ steps: [Step]
    ) async throws -> Outcome {
        let job = Job(
            command: [try ProductUnderTest.executable()] + arguments,
            directory: directory,
            environment: CommandRun.environment.merging(["TERM": "dumb", "NO_COLOR": "1"]) { $1 }
                .merging(environment) { $1 },
            steps: steps
        )
        let text = String(decoding: try JSONEncoder().encode(job), as: UTF8.self)
        let output = try await CommandRun.tool("python3", "-c", script, text)
        return try JSONDecoder().decode(Outcome.self, from: Data(output.utf8))
    }
}
