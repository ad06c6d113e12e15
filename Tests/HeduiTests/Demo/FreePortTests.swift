import Testing

@testable import hedui

@Suite("A port for a node is one that nobody listens on")
struct FreePortTests {
    @Test("a preferred port that is taken is left to who has it, and another one is found")
    func taken() throws {
        let socket = try ListeningSocket()
        let port = try FreePort.find(preferring: socket.port)
        #expect(port != socket.port)
        #expect((1...65_535).contains(port))
        // It is still taken.
        withExtendedLifetime(socket) {}
    }
}
