public import VerificationDomain

/// Carries signed queries to one answering region, over whatever the two regions have agreed on.
///
/// It says what came back and believes none of it: bytes are verified by the caller. It does not retry; the caller
/// does,
/// with the same bytes, which the answering region recognises. It never throws and returns by `deadline`. Cancelling
/// the
/// task ends it early; what it returns then says nothing about the region, so a caller looks at its own cancellation
/// before it takes the outcome for one. Safe from any task, for any number of queries at once.
public protocol QueryCarrier: Sendable {
    /// The region that answers.
    var region: ProvinceCode { get }
    /// Hands over a query and returns the first reply.
    func deliver(_ query: SignedQuery, deadline: Timestamp) async -> DeliveryOutcome
    /// Asks for the answer to a query that got a receipt; a receipt again means: not yet.
    func collect(_ query: SignedQuery, deadline: Timestamp) async -> DeliveryOutcome
}

extension QueryCarrier {
    /// The same bytes again: the answering region gives the answer once there is one.
    public func collect(_ query: SignedQuery, deadline: Timestamp) async -> DeliveryOutcome {
        await deliver(query, deadline: deadline)
    }
}

/// What became of one delivery.
public enum DeliveryOutcome: Sendable, Hashable {
    case answer([UInt8])
    case receipt([UInt8], retryAfterSeconds: Int)
    case refusal([UInt8], status: Int)
    /// An unsigned problem document, or any other HTTP status of an error.
    case problem(status: Int, title: String, body: [UInt8] = [])
    case unreachable(DeliveryFailure)
    /// No reply before the deadline; the query may have arrived.
    case timedOut
    /// A reply that is none of these.
    case garbled(GarbledReply, body: [UInt8] = [])
    /// A reply larger than it may be; it was not read to its end.
    case tooLarge
}

/// Why a region could not be reached: the query has not arrived, unless `connectionLost`.
public enum DeliveryFailure: String, Sendable, Hashable, CaseIterable {
    /// The registry names no endpoint that this carrier can use.
    case noEndpoint
    case nameNotResolved, connectionRefused, connectFailed
    /// The peer's certificate is not one of the registry, or it refused ours.
    case tlsFailed
    /// The connection broke after the query was sent: it may have arrived.
    case connectionLost
    /// Our own side cannot send: shutting down, or too many transfers.
    case notSent
}

/// What is wrong with a reply that cannot be told to be any message.
public enum GarbledReply: String, Sendable, Hashable, CaseIterable {
    case unknownMediaType, mediaTypeDisagreesWithStatus, unexpectedStatus, emptyBody, redirect
    /// Bytes that are no HTTP/1.1 response; none of them are kept.
    case notHTTP
}

extension DeliveryOutcome {
    /// Of the body of a reply that is no message of ours, at most these first bytes are kept as evidence (64 KiB):
    /// stops
    /// a peer from filling the store with noise.
    public static let keptBodyByteCount = 64 * 1024
}
