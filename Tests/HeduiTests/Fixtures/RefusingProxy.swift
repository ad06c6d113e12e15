import Foundation
import Synchronization

/// An HTTP proxy on the loopback interface that keeps the first line of every request and lets nobody through.
final class RefusingProxy: Sendable {
    private final class Requests: Sendable {
        let lines = Mutex<[String]>([])
    }

    private let socket: ListeningSocket
    private let requests = Requests()

    var port: Int { socket.port }
    var lines: [String] { requests.lines.withLock { $0 } }

    init() throws {
        socket = try ListeningSocket()
        DispatchQueue.global().async { [socket, requests] in
            while true {
                let connection = accept(socket.descriptor, nil, nil)
                guard connection >= 0 else { return }
                let line = Self.firstLine(of: connection)
                requests.lines.withLock { $0.append(line) }
                let answer = Array("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".utf8)
                _ = send(connection, answer, answer.count, Int32(MSG_NOSIGNAL))
                close(connection)
            }
        }
    }

    /// Wakes who waits for a connection; the last owner closes the socket.
    deinit { shutdown(socket.descriptor, Int32(SHUT_RDWR)) }

    private static func firstLine(of connection: Int32) -> String {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = recv(connection, &buffer, buffer.count, 0)
        let text = String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
        return text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
    }
}
