import Foundation

/// A few lines of Python, running: a peer or a proxy for one purpose, beside the `HostileServer`.
final class SmallPeer: Sendable {
    /// The script ended before it told its port.
    struct NotStarted: Error {}

    let port: Int
    private let process: Process
    private let input: FileHandle

    init(_ script: String, _ arguments: String...) throws {
        let (process, input, output) = (Process(), Pipe(), Pipe())
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", Self.start + script] + arguments
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        // The port comes in one piece; a script that fails ends its output instead.
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        guard let port = Int(line.trimmingCharacters(in: .newlines)) else {
            process.terminate()
            throw NotStarted()
        }
        self.port = port
        self.process = process
        self.input = input.fileHandleForWriting
    }

    func stop() {
        try? input.close()
        process.terminate()
        process.waitUntilExit()
    }

    /// The process ends with its standard input, so it cannot outlive the test that started it.
    private static let start = #"""
        import os, socket, ssl, struct, sys, threading

        threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
        listener = socket.create_server(("127.0.0.1", 0))
        print(listener.getsockname()[1], flush=True)

        """#

    /// Tells in each response what the handshake came to; its arguments are its certificate and its key.
    static let observer = #"""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(sys.argv[1], sys.argv[2])
        context.set_alpn_protocols(["h2", "http/1.1"])
        head = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\nX-Protocol: %s\r\nX-Resumed: %s\r\n\r\n"
        while True:
            plain, _ = listener.accept()
            with context.wrap_socket(plain, server_side=True) as peer:
                peer.recv(65536)
                peer.sendall((head % (peer.selected_alpn_protocol(), peer.session_reused)).encode())
        """#

    /// Answers the first bytes with nothing (`end`, `reset`) or with what is no TLS (`plain`), and goes.
    static let noHandshake = #"""
        while True:
            peer, _ = listener.accept()
            peer.recv(65536)
            if sys.argv[1] == "reset":
                peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            if sys.argv[1] == "plain":
                peer.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
            peer.close()
        """#

    /// A proxy that opens every tunnel, with a header in its answer.
    static let tunnel = #"""
        def pump(source, sink):
            while data := source.recv(65536):
                sink.sendall(data)

        while True:
            client, _ = listener.accept()
            lines = client.makefile("rb", 0)
            host, port = lines.readline().split()[1].decode().split(":")
            while lines.readline().strip():
                pass
            peer = socket.create_connection((host, int(port)))
            client.sendall(b"HTTP/1.1 200 Connection established\r\nX-Proxy: yes\r\n\r\n")
            threading.Thread(target=pump, args=(client, peer), daemon=True).start()
            threading.Thread(target=pump, args=(peer, client), daemon=True).start()
        """#
}
