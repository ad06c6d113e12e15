import CurlTransport
import ExchangeProtocol
import Testing

@testable import RegionAdapters

@Suite("What an HTTP exchange amounts to is read from status and media type, and nothing is guessed")
struct HeduiPeerReplyTests {
    private static let body = Array("body".utf8)

    private static let disagreeing = DeliveryOutcome.garbled(.mediaTypeDisagreesWithStatus, body: body)

    private func outcome(_ status: Int, _ contentType: String?, retryAfter: String? = nil) -> DeliveryOutcome {
        var headers: [String: String] = [:]
        headers["content-type"] = contentType
        headers["retry-after"] = retryAfter
        return HeduiPeerReply.outcome(
            HTTPResponse(status: status, headers: headers, body: Self.body, reusedConnection: false)
        )
    }

    @Test("an answer is an answer only with 200 and its media type")
    func answer() {
        let type = MessageType.answer.mediaType
        #expect(outcome(200, type) == .answer(Self.body))
        #expect(outcome(200, "Application/Hedui-Answer+SD-JWT; charset=utf-8") == .answer(Self.body))
        for status in [201, 202, 204, 400, 403, 404, 409, 429, 500, 503] {
            #expect(outcome(status, type) == Self.disagreeing, "\(status)")
        }
    }

    @Test("a receipt is a receipt only with 202, and its delay has bounds")
    func receipt() {
        let type = MessageType.receipt.mediaType
        #expect(outcome(202, type, retryAfter: "17") == .receipt(Self.body, retryAfterSeconds: 17))
        let nonsense = [nil, "", "0", "-5", "1e3", "86401", "Wed, 21 Oct 2026 07:28:00 GMT", "99999999999999999999"]
        for text in nonsense {
            #expect(outcome(202, type, retryAfter: text) == .receipt(Self.body, retryAfterSeconds: 60))
        }
        #expect(outcome(202, type, retryAfter: "86400") == .receipt(Self.body, retryAfterSeconds: 86_400))
        for status in [200, 403, 500] {
            #expect(outcome(status, type) == Self.disagreeing, "\(status)")
        }
    }

    @Test("a refusal keeps its status and comes with a 4xx only", arguments: [400, 403, 409, 429, 499])
    func refusal(status: Int) {
        #expect(outcome(status, MessageType.refusal.mediaType) == .refusal(Self.body, status: status))
    }

    @Test("a refusal with another status is garbled", arguments: [200, 202, 500, 503])
    func misplacedRefusal(status: Int) {
        #expect(outcome(status, MessageType.refusal.mediaType) == Self.disagreeing)
    }

    @Test(
        "an error without a message of ours is a problem, whatever its body claims",
        arguments: [400, 401, 404, 429, 500, 503, 599]
    )
    func problem(status: Int) {
        for type in ["application/problem+json", "text/html", "application/json", nil] {
            let expected = DeliveryOutcome.problem(status: status, title: "HTTP \(status)", body: Self.body)
            #expect(outcome(status, type) == expected)
        }
    }

    @Test("no redirect is followed or taken for anything", arguments: [300, 301, 302, 303, 307, 308])
    func redirect(status: Int) {
        for type in MessageType.allCases.map(\.mediaType) + ["text/html"] {
            #expect(outcome(status, type) == .garbled(.redirect, body: Self.body))
        }
    }

    @Test("success with another media type is never an answer")
    func otherMediaTypes() {
        let types = [nil, "", "text/plain", "application/json", "application/hedui-answer", "application/jwt"]
        for type in types {
            #expect(outcome(200, type) == .garbled(.unknownMediaType, body: Self.body), "\(type ?? "none")")
        }
        for type in [MessageType.query, .capabilities, .registry, .report] {
            #expect(outcome(200, type.mediaType) == Self.disagreeing)
        }
    }

    @Test("a status that HTTP does not know is garbled", arguments: [100, 199, 600, 999])
    func strangeStatus(status: Int) {
        #expect(outcome(status, "text/plain") == .garbled(.unexpectedStatus, body: Self.body))
    }

    @Test("every failure of the transport is one outcome")
    func failures() {
        let expected: [TransportError.Code: DeliveryOutcome] = [
            .timedOut: .timedOut, .responseTooLarge: .tooLarge, .garbledResponse: .garbled(.notHTTP),
            .couldNotConnect: .unreachable(.connectFailed), .nameNotResolved: .unreachable(.nameNotResolved),
            .tlsFailed: .unreachable(.tlsFailed), .connectionLost: .unreachable(.connectionLost),
            .shutDown: .unreachable(.notSent), .invalidURL: .unreachable(.notSent),
            .invalidRequest: .unreachable(.notSent), .credentialUnusable: .unreachable(.notSent),
            .internalFailure: .unreachable(.notSent),
        ]
        #expect(Set(expected.keys) == Set(TransportError.Code.allCases))
        for (code, outcome) in expected {
            #expect(HeduiPeerReply.outcome(TransportError(code, "node.example:443")) == outcome, "\(code.rawValue)")
        }
    }

    @Test("an endpoint's trailing slash does not double")
    func endpoint() {
        for address in ["https://a.example/", "https://a.example"] {
            let endpoint = HeduiPeerEndpoint(address: address, hostName: nil, publicKeys: [])
            #expect(endpoint.address == "https://a.example")
        }
    }
}
