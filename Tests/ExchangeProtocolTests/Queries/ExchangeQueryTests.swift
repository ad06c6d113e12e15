import ExchangeProtocol
import TestSupport
import Testing
import VerificationDomain

@Suite("A query holds together or does not exist")
struct ExchangeQueryTests {
    private func read(_ json: JSONValue) -> JSONReadingError? {
        do {
            _ = try ExchangeQuery(json: JSONCursor(json))
            return nil
        } catch {
            return error
        }
    }

    @Test("its claims read back as they were", arguments: Disclosure.allCases)
    func roundTrip(disclosure: Disclosure) throws {
        let query = try ExampleQuery.query(disclosure: disclosure)
        #expect(try ExchangeQuery(json: JSONCursor(query.json)) == query)
    }

    @Test("a signed query reads back from storage", arguments: SignatureSuite.allCases)
    func rereading(suite: SignatureSuite) async throws {
        let signed = try await ExampleQuery.signed(suite)
        let reread = try SignedQuery(rereading: signed.bytes)
        #expect(reread == signed)
        #expect(reread.digest(ExampleFederation.digests).algorithm == suite.digestAlgorithm)
    }

    @Test("what is stored and is no query does not read back")
    func rereadingOther() async throws {
        let answer = try await ExampleExchange().answer
        #expect(throws: ExchangeError.self) { try SignedQuery(rereading: answer.bytes) }
        let signer = try ExampleKeys.signer(.ed25519, ProvinceCode.shanghai)
        let typed = try await Forgery.jws(.receipt, ExampleQuery.query().json, signer: signer)
        #expect(throws: ExchangeError(.wrongType, "")) { try SignedQuery(rereading: typed) }
        let header = Forgery.header(.query, signer).setting("alg", "none")
        let unsigned = try await Forgery.jws(header: header, payload: [], signer: nil)
        #expect(throws: ExchangeError(.unknownAlgorithm, "")) { try SignedQuery(rereading: unsigned) }
    }

    @Test("every claim except thresholds is required")
    func required() throws {
        let json = try ExampleQuery.query().json
        guard case .object(let members) = json else { return }
        for member in members {
            #expect(read(json.setting(member.name, nil))?.code == .missing, "\(member.name)")
        }
        #expect(members.count == 17)
    }

    @Test("exp lies after iat and nbf, respondBy between iat and exp")
    func times() throws {
        let json = try ExampleQuery.query().json
        let now = ExampleFederation.now.seconds
        #expect(read(json.setting("exp", .integer(now))) != nil)
        #expect(read(json.setting("nbf", .integer(now + 8 * 86_400))) != nil)
        #expect(read(json.setting("respondBy", "2026-07-06T08:59:59+08:00")) != nil)
        #expect(read(json.setting("respondBy", "2026-07-13T09:00:01+08:00")) != nil)
        #expect(read(json.setting("respondBy", "2026-07-13T01:00:00Z")) == nil)
    }

    @Test("thresholds stand with the disclosure threshold and only for items asked")
    func thresholds() throws {
        let full = try ExampleQuery.query().json
        let money = Money(fen: 1).json
        #expect(read(full.setting("thresholds", .object(["deposit": money]))) != nil)
        let threshold = try ExampleQuery.query(disclosure: .threshold).json
        #expect(read(threshold.setting("thresholds", nil)) != nil)
        #expect(read(threshold.setting("thresholds", .object([]))) != nil)
        #expect(read(threshold.setting("thresholds", .object(["judicial": money]))) != nil)
        #expect(read(threshold.setting("thresholds", .object(["deposit": 1]))) != nil)
    }

    @Test("a law that is not yet in force is no legal basis")
    func legalBasis() throws {
        let json = try ExampleQuery.query().json
        let june = Int64(1_782_000_000)
        let earlier = json.setting("iat", .integer(june)).setting("nbf", .integer(june))
            .setting("exp", .integer(june + 86_400)).setting("respondBy", "2026-06-21T12:00:00+08:00")
        #expect(read(earlier) != nil)
        #expect(read(earlier.setting("legalBasis", "CN-SAM-2014-58")) == nil)
    }

    @Test("an error names the place and never the value")
    func safeErrors() throws {
        let json = try ExampleQuery.query().json.changing("subjects") {
            $0.changing(0) { $0.setting("idNumber", "319999198503122018") }
        }
        let error = try #require(read(json))
        #expect(error.description.contains("$.subjects[0].idNumber"))
        #expect(!error.description.contains("319999198503122018"))
        let unknown = try ExampleQuery.query(disclosure: .threshold).json
            .setting("thresholds", .object(["319999198503122017": 1]))
        #expect(read(unknown)?.description.contains("319999") == false)
    }

    @Test("a document digest has one text")
    func digestText() throws {
        let json = try ExampleQuery.query().json.changing("authorizations") {
            $0.changing(0) { $0.setting("documentDigest", .string("sm3:" + String(repeating: "AB", count: 32))) }
        }
        #expect(read(json)?.place == "$.authorizations[0].documentDigest")
    }

    @Test("a query that cannot be sent is not signed")
    func tooLarge() async throws {
        #expect(throws: ExchangeError(.inconsistent, "")) {
            let query = try ExampleQuery.query()
            _ = try ExchangeQuery(
                issuer: query.issuer,
                audience: query.audience,
                identifier: query.identifier,
                issuedAt: query.issuedAt,
                notBefore: query.notBefore,
                expiresAt: query.expiresAt,
                respondBy: query.respondBy,
                requestNumber: query.requestNumber,
                purpose: query.purpose,
                legalBasis: query.legalBasis,
                agreement: query.agreement,
                authorisations: query.authorisations,
                subjects: Array(repeating: query.subjects[0], count: 51),
                items: query.items,
                incomeWindow: query.incomeWindow,
                assetsAsOf: query.assetsAsOf
            )
        }
    }

    @Test("an authorisation shows itself without its persons")
    func fromRecorded() throws {
        let shown = try ExampleQuery.authorisation()
        let recorded = Authorisation(
            reference: shown.reference,
            number: shown.number,
            documentDigest: shown.documentDigest,
            signedAt: shown.signedAt,
            validFrom: shown.validFrom,
            endRule: shown.endRule,
            regions: shown.regions,
            items: shown.items,
            purposes: shown.purposes,
            persons: [AuthorisedPerson(subject: try ExampleQuery.reference("m1"), signedBy: .own)]
        )
        #expect(QueryAuthorisation(recorded, caseReference: shown.caseReference) == shown)
    }
}
