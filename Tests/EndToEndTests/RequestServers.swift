import Foundation
import TestSupport

/// Servers on the loopback interface for the tests of sending.
enum RequestServers {
    /// A server that runs as long as this object lives.
    struct Running {
        let port: Int
        private let command: RunningCommand

        fileprivate init(_ words: [String], in scratch: ScratchDirectory) async throws {
            let file = "port-\(UUID().uuidString)"
            command = try RunningCommand.start(words + [scratch.path(file)])
            let deadline = ContinuousClock.now + .seconds(90)
            while scratch.bytes(file).last != UInt8(ascii: "\n") {
                guard ContinuousClock.now < deadline, !command.hasEnded else {
                    throw TestFailure("the server does not start: \(command.errors)")
                }
                try await Task.sleep(for: .milliseconds(20))
            }
            guard let port = Int(String(decoding: scratch.bytes(file).dropLast(), as: UTF8.self)) else {
                throw TestFailure("the server names no port")
            }
            self.port = port
        }
    }

    /// An SMTP server that demands STARTTLS and a login: user `jo`, password `tr0ub4dor`.
    ///
    /// It keeps what it is given in `mail.json`, and refuses recipients whose name begins with `refused`.
    /// Its certificate is `ca.pem`.
    static func smtp(in scratch: ScratchDirectory) async throws -> Running {
        try await makeCertificate(in: scratch)
        return try await Running(["python3", "-c", smtpScript, scratch.path], in: scratch)
    }

    /// A certificate for localhost that is its own authority: `ca.pem` and `key.pem`.
    static func makeCertificate(in scratch: ScratchDirectory) async throws {
        try await CommandRun.tool(
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-days",
            "2",
            "-subj",
            "/CN=localhost",
            "-addext",
            "subjectAltName=DNS:localhost",
            "-keyout",
            scratch.path("key.pem"),
            "-out",
            scratch.path("ca.pem")
        )
    }

    /// An HTTP server that stores what is PUT, answers HEAD with the size and takes `Content-Range`.
    ///
    /// It breaks the connection after `cut` bytes of the first `drops` uploads. What it saw is in `http.log`.
    static func http(in scratch: ScratchDirectory, drops: Int, cut: Int, status: Int = 201) async throws -> Running {
        try await Running(
            ["python3", "-c", httpScript, scratch.path, String(drops), String(cut), String(status)],
            in: scratch
        )
    }

    /// Passes connections on to a port, and breaks the first ones after `cut` bytes have gone through them.
    ///
    /// How many bytes each connection brought, and how many were stored after it, stands in `relay.log`.
    static func relay(in scratch: ScratchDirectory, to port: Int, drops: Int, cut: Int) async throws -> Running {
        try await Running(
            ["python3", "-c", relayScript, scratch.path, String(port), String(drops), String(cut)],
            in: scratch
        )
    }

    private static let relayScript = #"""
        import os, socket, sys, threading, time
        folder, port, drops, cut, portfile = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]), sys.argv[5]
        before = 0
        listener = socket.create_server(('127.0.0.1', 0))
        print(listener.getsockname()[1], file=open(portfile, 'w'), flush=True)
        def back(source, sink):
            try:
                while data := source.recv(65536):
                    try: sink.sendall(data)
                    except OSError: pass
            except OSError: pass
        while True:
            client, _ = listener.accept()
            server = socket.create_connection(('127.0.0.1', port))
            answers = threading.Thread(target=back, args=(server, client), daemon=True)
            answers.start()
            count, limit = 0, cut if drops > 0 else None
            drops -= 1
            try:
                while (limit is None or count < limit) and (data := client.recv(65536)):
                    count += len(data)
                    server.sendall(data)
            except OSError: pass
            def shut(end, way):
                try: end.shutdown(way)
                except OSError: pass
            def stored(): return sum(entry.stat().st_size for entry in os.scandir(folder + '/in'))
            # A server drops what it has not yet taken from the connection: it gets time to take some.
            until = time.monotonic() + 10
            while limit is not None and stored() <= before and time.monotonic() < until: time.sleep(0.01)
            shut(client, socket.SHUT_RD); shut(server, socket.SHUT_WR)
            answers.join(30)
            before = stored()
            print(count, before, file=open(folder + '/relay.log', 'a'))
            for end in (client, server): shut(end, socket.SHUT_RDWR); end.close()
        """#

    private static let smtpScript = #"""
        import base64, json, socket, ssl, sys
        folder, portfile = sys.argv[1:]
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(folder + '/ca.pem', folder + '/key.pem')
        listener = socket.create_server(('127.0.0.1', 0))
        print(listener.getsockname()[1], file=open(portfile, 'w'))
        while True:
            raw, _ = listener.accept()
            stream = raw.makefile('rwb')
            seen = {'tls': False, 'login': '', 'greeting': '', 'from': '', 'to': [], 'data': ''}
            def say(text):
                stream.write(text.encode() + b'\r\n'); stream.flush()
            try:
                say('220 localhost ESMTP')
                while True:
                    line = stream.readline().decode().rstrip('\r\n')
                    verb = line[:4].upper()
                    if verb == 'QUIT': say('221 bye')
                    if not line or verb == 'QUIT': break
                    if verb == 'EHLO':
                        seen['greeting'] = line[5:]
                        say('250-localhost'); say('250-AUTH PLAIN' if seen['tls'] else '250-STARTTLS'); say('250 SIZE 20000000')
                    elif verb == 'STAR':
                        say('220 go')
                        raw = context.wrap_socket(raw, server_side=True); stream = raw.makefile('rwb'); seen['tls'] = True
                    elif verb == 'AUTH':
                        word = line.split()[2] if len(line.split()) > 2 else None
                        if word is None: say('334 '); word = stream.readline().decode().strip()
                        seen['login'] = base64.b64decode(word).decode().replace('\0', ' ').strip()
                        say('235 ok' if seen['login'] == 'jo tr0ub4dor' else '535 no')
                    elif not seen['tls'] or seen['login'] != 'jo tr0ub4dor': say('530 STARTTLS and login first')
                    elif verb == 'NOOP':
                        print('noop', file=open(folder + '/noop.log', 'a')); say('250 ok')
                    elif verb == 'MAIL': seen['from'] = line[10:]; say('250 ok')
                    elif verb == 'RCPT':
                        if line[8:].startswith('<refused'): say('550 no such user')
                        else: seen['to'].append(line[8:]); say('250 ok')
                    elif verb == 'DATA':
                        say('354 go')
                        data = []
                        while (row := stream.readline()) != b'.\r\n': data.append(row[1:] if row[:1] == b'.' else row)
                        seen['data'] = b''.join(data).decode('latin-1')
                        json.dump(seen, open(folder + '/mail.json', 'w')); say('250 kept')
                    else: say('500 what')
            except (OSError, ssl.SSLError): pass
            try: stream.close()
            except OSError: pass
            raw.close()
        """#

    private static let httpScript = #"""
        import http.server, os, re, sys
        folder, drops, cut, status, portfile = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]), sys.argv[5]
        class Handler(http.server.BaseHTTPRequestHandler):
            def file(self): return folder + '/stored-' + os.path.basename(self.path.split('?')[0])
            def note(self):
                with open(folder + '/http.log', 'a') as log:
                    print(self.command, self.path, self.headers.get('Content-Range', '-'),
                          self.headers.get('X-Checksum-Sha256', '-'), file=log)
            def log_message(self, *words): pass
            def answer(self, code, length=0):
                self.send_response(code); self.send_header('Content-Length', str(length)); self.end_headers()
            def do_HEAD(self):
                self.note()
                if os.path.exists(self.file()): self.answer(200, os.path.getsize(self.file()))
                else: self.answer(404)
            def do_PUT(self):
                global drops
                self.note()
                length = int(self.headers['Content-Length'])
                place = re.match(r'bytes (\d+)-', self.headers.get('Content-Range', ''))
                with open(self.file(), 'r+b' if place else 'wb') as stored:
                    stored.seek(int(place[1]) if place else 0)
                    if drops > 0:
                        drops -= 1
                        stored.write(self.rfile.read(min(cut, length))); stored.flush()
                        self.connection.close(); self.close_connection = True
                        return
                    stored.write(self.rfile.read(length))
                self.answer(status)
        server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
        print(server.server_address[1], file=open(portfile, 'w'), flush=True)
        server.serve_forever()
        """#
}
