import ExchangeProtocol
import Testing
import VerificationDomain

@Suite("Capabilities speak for the region that signed them")
struct CapabilitiesTests {
    @Test("a statement in another region's name is not taken, though a key of the region asked has signed it")
    func issuer() async throws {
        let now = ExampleFederation.now
        let registry = try await ExampleFederation().registry()
        func signed(_ issuer: ProvinceCode) async throws -> SignedCapabilities {
            let capabilities = Capabilities(
                issuer: issuer,
                issuedAt: now,
                expiresAt: now.adding(seconds: 86_400),
                items: [.deposit]
            )
            return try await SignedCapabilities.sign(
                capabilities,
                with: ExampleKeys.signer(.ed25519, ProvinceCode.jiangsu)
            )
        }
        func verify(_ statement: SignedCapabilities) throws(AnswerViolation) -> Capabilities {
            try statement.verify(from: .jiangsu, registry: registry, verifier: ExampleFederation.verifier, at: now)
        }
        let (own, foreign) = (try await signed(.jiangsu), try await signed(.shanghai))
        #expect(try verify(own).issuer == .jiangsu)
        #expect(throws: AnswerViolation.wrongIssuer) { try verify(foreign) }
    }

    @Test("a maintenance window runs forward", arguments: [(-1, false), (0, false), (1, true)] as [(Int64, Bool)])
    func window(seconds: Int64, isTaken: Bool) {
        let from = ExampleFederation.now
        let to = from.adding(seconds: seconds)
        #expect((Capabilities.MaintenanceWindow(from: from, to: to) != nil) == isTaken)
        let json = JSONValue.object(["from": .string(from.description), "to": .string(to.description)])
        #expect(((try? Capabilities.MaintenanceWindow(json: JSONCursor(json))) != nil) == isTaken)
    }
}
