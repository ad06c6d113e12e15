import ExchangeProtocol
import TestSupport
import Testing
import VerificationDomain

@Suite("The asking side keeps the limits that the registry lowers")
struct LoweredLimitTests {
    private func violation(
        _ exchange: ExampleExchange,
        _ bytes: [UInt8],
        _ limits: MessageLimits
    ) async throws -> AnswerViolation? {
        let registry = try await ExampleFederation().registry(ExampleFederation.content(limits: limits))
        do throws(AnswerViolation) {
            _ = try UnverifiedAnswer(bytes).verify(
                for: exchange.query,
                registry: registry,
                verifier: ExampleFederation.verifier,
                digests: ExampleFederation.digests,
                at: ExampleFederation.now
            )
            return nil
        } catch {
            return error
        }
    }

    @Test("an answer of as many bytes is taken, one byte more is too large")
    func bytes() async throws {
        let exchange = try await ExampleExchange()
        let bytes = exchange.answer.bytes
        #expect(try await violation(exchange, bytes, MessageLimits(answerByteCount: bytes.count)) == nil)
        #expect(try await violation(exchange, bytes, MessageLimits(answerByteCount: bytes.count - 1)) == .tooLarge)
    }

    @Test("an answer of as many records is taken, one record more is too many")
    func records() async throws {
        let exchange = try await ExampleExchange()
        let bytes = exchange.answer.bytes
        #expect(try await violation(exchange, bytes, MessageLimits(recordCount: 3)) == nil)
        #expect(try await violation(exchange, bytes, MessageLimits(recordCount: 2)) == .tooManyRecords)
    }

    @Test("records that were signed count, though they are not disclosed")
    func signedRecords() async throws {
        let exchange = try await ExampleExchange()
        let parts = try Dissection(exchange.answer.bytes)
        let bytes = Forgery.answer(parts.signedPart, Array(parts.disclosures.dropLast()))
        #expect(try await violation(exchange, bytes, MessageLimits(recordCount: 2)) == .tooManyRecords)
        #expect(try await violation(exchange, bytes, MessageLimits(recordCount: 3)) == .undisclosedDigest)
    }
}
