import Foundation

/// Finds a TCP port on the loopback interface that nobody listens on.
enum FreePort {
    /// The preferred port when it is free, otherwise one that the kernel picks.
    static func find(preferring preferred: Int) throws -> Int {
        if let port = bind(preferred) ?? bind(0) { return port }
        throw CommandFailure(.unavailable, "no free TCP port on 127.0.0.1: close programs that listen, and try again")
    }

    private static func bind(_ port: Int) -> Int? {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        return withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                guard Foundation.bind(descriptor, generic, length) == 0,
                    getsockname(descriptor, generic, &length) == 0
                else { return nil }
                return Int(in_port_t(bigEndian: pointer.pointee.sin_port))
            }
        }
    }
}
