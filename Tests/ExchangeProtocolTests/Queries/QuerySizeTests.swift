import ExchangeProtocol
import Testing
import VerificationDomain

@Suite("A query is signed only when its size can be sent")
struct QuerySizeTests {
    /// A query about so many persons, each with eight former names and every name with as many blanks as it may have.
    private func query(persons: Int) throws -> ExchangeQuery {
        let name = try #require(PersonName("测试甲" + String(repeating: " ", count: 500)))
        var parts = try QueryParts()
        let first = parts.subjects[0]
        parts.subjects = try (1...persons).map { number in
            QuerySubject(
                reference: try ExampleQuery.reference("p\(number)"),
                authorisation: first.authorisation,
                identity: first.identity,
                name: name,
                formerNames: Array(repeating: name, count: 8),
                signedBy: .own
            )
        }
        return try parts.query()
    }

    @Test("a query of less than 256 KiB is signed, one of more is too large")
    func size() async throws {
        let signer = try ExampleKeys.signer(.ed25519, ProvinceCode.shanghai)
        let signed = try await SignedQuery.sign(query(persons: 40), with: signer)
        #expect(signed.bytes.count > 240_000)
        #expect(signed.bytes.count <= 262_144)
        let large = try query(persons: 50)
        await #expect(throws: ExchangeError(.tooLarge, "")) { try await SignedQuery.sign(large, with: signer) }
    }
}
