import ExchangeProtocol
import Testing
import VerificationDomain

@Suite("Damaged messages never verify and never crash")
struct TruncationTests {
    @Test("no beginning of an answer verifies")
    func truncatedAnswer() async throws {
        let exchange = try await ExampleExchange()
        let bytes = exchange.answer.bytes
        let verified = bytes.indices.filter { exchange.violation(Array(bytes[..<$0])) == nil }
        #expect(verified == [])
    }

    @Test("no beginning of a query is admitted")
    func truncatedQuery() async throws {
        let query = try await ExampleQuery.signed()
        let admission = try await ExampleFederation().admission()
        let carrier = InboundRequest.Carrier.tls(certificate: ExampleFederation.certificate("310000"))
        let admitted = query.bytes.indices.filter { count in
            let request = InboundRequest(
                bytes: Array(query.bytes[..<count]),
                contentType: MessageType.query.mediaType,
                carrier: carrier
            )
            return admission.authenticate(request, at: ExampleFederation.now).value != nil
        }
        #expect(admitted == [])
    }

    @Test("no single changed byte of an answer verifies")
    func changedByte() async throws {
        let exchange = try await ExampleExchange()
        var verified: [Int] = []
        for index in stride(from: 0, to: exchange.answer.bytes.count, by: 7) {
            var bytes = exchange.answer.bytes
            bytes[index] ^= 4
            if exchange.violation(bytes) == nil { verified.append(index) }
        }
        #expect(verified == [])
    }

    @Test("no single changed byte of a query is admitted")
    func changedQueryByte() async throws {
        let query = try await ExampleQuery.signed()
        let admission = try await ExampleFederation().admission()
        let carrier = InboundRequest.Carrier.tls(certificate: ExampleFederation.certificate("310000"))
        var admitted: [Int] = []
        for index in stride(from: 0, to: query.bytes.count, by: 5) {
            var bytes = query.bytes
            bytes[index] ^= 1
            let request = InboundRequest(
                bytes: bytes,
                contentType: MessageType.query.mediaType,
                carrier: carrier
            )
            if admission.authenticate(request, at: ExampleFederation.now).value != nil { admitted.append(index) }
        }
        #expect(admitted == [])
    }
}
