/// How much a connection may take of the exchange endpoint, beside the limits of the protocol itself.
public struct ExchangeServerLimits: Sendable, Hashable {
    /// Connections that are open at once; further ones wait in the listen queue. Stops peers from using up the open
    /// files of the process, of which there are usually 1,024.
    public let connectionCount: Int
    /// Milliseconds for a request's body, from its head to its last byte. Stops a peer that sends a byte a minute from
    /// holding a connection for ever.
    public let bodyMilliseconds: Int64
    /// Milliseconds that a connection stays open after a body that is too large was refused. Long enough for the sender
    /// to read why; stops one that goes on sending.
    public let lingerMilliseconds: Int64
    /// Milliseconds for a connection without a request, TLS handshake and header included. Stops peers that connect and
    /// say nothing.
    public let idleMilliseconds: Int64

    public init(
        connectionCount: Int = 800,
        bodyMilliseconds: Int64 = 30_000,
        lingerMilliseconds: Int64 = 1_000,
        idleMilliseconds: Int64 = 60_000
    ) {
        self.connectionCount = connectionCount
        self.bodyMilliseconds = bodyMilliseconds
        self.lingerMilliseconds = lingerMilliseconds
        self.idleMilliseconds = idleMilliseconds
    }
}
