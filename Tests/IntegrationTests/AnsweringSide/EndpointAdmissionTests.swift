import CurlTransport
import ExchangeProtocol
import OpenSSLCrypto
import TestSupport
import Testing
import VerificationDomain

@Suite("The endpoint over real TLS turns hostile queries away, and says so in the log")
struct EndpointAdmissionTests {
    /// A hostile query and what becomes of it.
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let status: Int
        /// The code of the refusal or the kind of the problem: what the log says too.
        let outcome: String
        let bytes: @Sendable () async throws -> [UInt8]
        var contentType = MessageType.query.mediaType
    }

    /// The claims of an honest query with one changed, signed by Shanghai.
    private static func changed(_ name: String, _ value: JSONValue) async throws -> [UInt8] {
        let parts = try Dissection(try await TestQuery.signed().bytes)
        return try await Forgery.jws(
            .query,
            parts.payload.setting(name, value),
            signer: try TestFederation.signer(.shanghai)
        )
    }

    private static let now = TestFederation.now.seconds

    static let refusedUnsigned: [Case] = [
        Case(testDescription: "256 KiB and one byte", status: 413, outcome: "tooLarge") {
            [UInt8](repeating: UInt8(ascii: "A"), count: ExchangeLimits.queryByteCount + 1)
        },
        Case(
            testDescription: "another media type",
            status: 415,
            outcome: "unsupportedMediaType",
            bytes: { try await TestQuery.signed().bytes },
            contentType: "application/json"
        ),
        Case(testDescription: "half a query", status: 400, outcome: "malformed") {
            let bytes = try await TestQuery.signed().bytes
            return Array(bytes.prefix(bytes.count / 2))
        },
        Case(testDescription: "claims with a name twice, signed", status: 400, outcome: "malformed") {
            let claims = try Dissection(try await TestQuery.signed().bytes).payload.canonicalBytes
            let twice = Array(claims.dropLast()) + Array(#","iss":"310000"}"#.utf8)
            let signer = try TestFederation.signer(.shanghai)
            return try await Forgery.jws(header: Forgery.header(.query, signer), payload: twice, signer: signer)
        },
        Case(testDescription: "one changed character of the signature", status: 401, outcome: "badSignature") {
            var bytes = try await TestQuery.signed().bytes
            let place = bytes.count - 20
            bytes[place] = bytes[place] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
            return bytes
        },
        Case(testDescription: "a stranger's signature", status: 401, outcome: "unknownKey") {
            try await TestQuery.signed(signer: TestFederation.signer("stranger")).bytes
        },
    ]

    static let refusedSigned: [Case] = [
        Case(testDescription: "a query for another region", status: 403, outcome: "wrongAudience") {
            try await changed("aud", .string("340000"))
        },
        Case(testDescription: "a query from the future", status: 403, outcome: "notYetValid") {
            try await changed("iat", .integer(now + 301))
        },
        Case(testDescription: "a stale query", status: 403, outcome: "expired") {
            try await changed("exp", .integer(now - 300))
        },
        Case(testDescription: "a query that lives for months", status: 403, outcome: "lifetimeTooLong") {
            try await changed("exp", .integer(now + 31 * 86_400))
        },
        Case(testDescription: "an agreement that does not exist", status: 403, outcome: "noAgreement") {
            try await changed("agreement", .string("another-agreement"))
        },
        Case(testDescription: "nothing that anybody signed for", status: 403, outcome: "noAuthorisation") {
            try await TestQuery.signed(authorisedRegions: [.anhui]).bytes
        },
        Case(testDescription: "an identity number that cannot be", status: 403, outcome: "malformedSubject") {
            let claims = try Dissection(try await TestQuery.signed().bytes).payload
            let spoilt = claims.changing("subjects") {
                $0.changing(0) { $0.setting("idNumber", .string("319999198503122018")) }
            }
            return try await Forgery.jws(.query, spoilt, signer: try TestFederation.signer(.shanghai))
        },
    ]

    @Test("steps 1 to 3 end in an unsigned problem", arguments: refusedUnsigned)
    func unsigned(hostile: Case) async throws {
        let node = try await AnsweringNode()
        try await node.running { endpoint in
            let response = try await endpoint.post(try await hostile.bytes(), contentType: hostile.contentType)
            #expect(response.status == hostile.status)
            #expect(try RunningEndpoint.problem(response) == "urn:hedui:problem:\(hostile.outcome)")
        }
        let entry = try #require(try await node.auditEntries().last)
        #expect(entry.kind == "query.refused")
        #expect(entry.outcome == hostile.outcome)
    }

    @Test("steps 4 to 9 end in a refusal that the region signed", arguments: refusedSigned)
    func signed(hostile: Case) async throws {
        let node = try await AnsweringNode()
        try await node.running { endpoint in
            let bytes = try await hostile.bytes()
            let response = try await endpoint.post(bytes)
            #expect(response.status == hostile.status)
            #expect(response.headers["content-type"] == MessageType.refusal.mediaType)
            let claims = try Dissection(response.body).payload
            #expect(claims["queryHash"] == .string(TestFederation.digests.digest(bytes, .sm3).description))
            #expect(claims["code"] == .string(hostile.outcome))
        }
        let entry = try #require(try await node.auditEntries().last)
        #expect(entry.kind == "query.refused")
        #expect(entry.outcome == hostile.outcome)
        #expect(entry.peer == "310000")
    }

    @Test("a query that another region's TLS certificate carries is turned away")
    func carriedByAnother() async throws {
        let node = try await AnsweringNode()
        try await node.running { endpoint in
            let response = try await endpoint.post(try await TestQuery.signed().bytes, as: endpoint.node.zhejiang)
            #expect(response.status == 401)
            #expect(try RunningEndpoint.problem(response) == "urn:hedui:problem:unknownPeer")
        }
        let entry = try #require(try await node.auditEntries().last)
        #expect(entry.outcome == "unknownPeer")
        #expect(entry.peer == "330000")
    }

    @Test("a certificate of an authority that nobody trusts gets no HTTP at all")
    func strangerCertificate() async throws {
        let node = try await AnsweringNode()
        let stranger = try RegionCertificate(.shanghai, by: "stranger", from: node.bench.certificates)
        try await node.running { endpoint in
            let bytes = try await TestQuery.signed().bytes
            await #expect(throws: TransportError(.tlsFailed, "")) { try await endpoint.post(bytes, as: stranger) }
        }
        #expect(try await node.auditEntries().isEmpty)
    }

    @Test("over the quota: 429 with Retry-After, a signed refusal, and nothing is remembered")
    func quota() async throws {
        let node = try await AnsweringNode(quota: PeerQuota(perSecond: 1, burst: 1, inFlight: 1))
        try await node.running { endpoint in
            #expect(try await endpoint.post(try await TestQuery.signed("first").bytes).status == 200)
            let second = try await TestQuery.signed("second")
            let response = try await endpoint.post(second.bytes)
            #expect(response.status == 429)
            #expect(response.headers["retry-after"] == "1")
            #expect(try endpoint.refusal(response, of: second) == .quotaExceeded)
            endpoint.node.clock.advance(seconds: 1)
            let again = try await endpoint.post(second.bytes)
            #expect(again.status == 200, "a refusal for the quota must not be the stored reply")
        }
    }
}
