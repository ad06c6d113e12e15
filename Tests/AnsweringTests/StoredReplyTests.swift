import Answering
import ExchangeProtocol
import OpenSSLCrypto
import TestSupport
import Testing
import VerificationDomain

@Suite("A stored reply is for the region that asked, and statements are signed")
struct StoredReplyTests {
    private let certificate = TestFederation.certificate(ProvinceCode.shanghai.text)

    @Test("the region that asked gets the stored bytes, an answer and a refusal alike")
    func own() async throws {
        let bench = try await AnsweringBench()
        let queries = [
            try await TestQuery.signed("1"), try await TestQuery.signed("2", authorisedRegions: [.anhui]),
        ]
        for query in queries {
            let reply = await bench.send(query)
            let identifier = query.query.identifier.description
            #expect(await bench.service.storedReply(identifier, tlsCertificate: certificate) == reply)
        }
    }

    @Test("everybody else, an unknown query and nonsense get the same 404")
    func others() async throws {
        let bench = try await AnsweringBench()
        let query = try await TestQuery.signed()
        _ = await bench.send(query)
        let identifier = query.query.identifier.description
        let nobody = await bench.service.storedReply(identifier, tlsCertificate: nil)
        #expect(nobody.status == 404)
        #expect(try AnsweringBench.problem(nobody) == "urn:hedui:problem:notFound")
        let unknown = TestQuery.identifier("never sent").description
        let asked: [(String, Digest?)] = [
            (identifier, TestFederation.certificate(ProvinceCode.anhui.text)),
            (identifier, TestFederation.certificate("stranger")), (unknown, certificate), ("", certificate),
            (identifier.uppercased(), certificate), ("' OR 1=1 --", certificate), ("../../checkpoint", certificate),
        ]
        for (identifier, certificate) in asked {
            #expect(await bench.service.storedReply(identifier, tlsCertificate: certificate) == nobody)
        }
    }

    @Test("each call leaves a row: what was given out, or that nothing was")
    func audited() async throws {
        let bench = try await AnsweringBench()
        let query = try await TestQuery.signed()
        let answer = await bench.send(query)
        let identifier = query.query.identifier
        _ = await bench.service.storedReply(identifier.description, tlsCertificate: certificate)
        let fetched = try #require(bench.ledger.events.last)
        #expect(fetched.kind == .fetched)
        #expect(fetched.peer == .shanghai)
        #expect(fetched.queryIdentifier == identifier)
        #expect(fetched.replyDigest == TestFederation.digests.digest(answer.body, .sha256))
        let stranger = TestFederation.certificate(ProvinceCode.anhui.text)
        _ = await bench.service.storedReply(identifier.description, tlsCertificate: stranger)
        #expect(bench.ledger.events.last == AnsweringEvent(kind: .turnedAway(.notFound), peer: .anhui))
        #expect(bench.ledger.events.count == 3)
        bench.ledger.fail(.note)
        let unlogged = await bench.service.storedReply(identifier.description, tlsCertificate: certificate)
        #expect(unlogged.status == 503, "a reply left without its row")
    }

    @Test("a reply is given out until exp and 300 s, and never after")
    func expired() async throws {
        let bench = try await AnsweringBench()
        let query = try await TestQuery.signed()
        let reply = await bench.send(query)
        let identifier = query.query.identifier.description
        bench.clock.advance(seconds: 86_400 + 299)
        #expect(await bench.service.storedReply(identifier, tlsCertificate: certificate) == reply)
        #expect(await bench.send(query) == reply)
        bench.clock.advance(seconds: 1)
        #expect(await bench.service.storedReply(identifier, tlsCertificate: certificate).status == 404)
        #expect(await bench.send(query).status == 403)
    }

    @Test("under a registry that has expired nothing is given out")
    func staleRegistry() async throws {
        let bench = try await AnsweringBench()
        let query = try await TestQuery.signed()
        _ = await bench.send(query)
        bench.clock.advance(seconds: 31 * 86_400)
        let identifier = query.query.identifier.description
        let reply = await bench.service.storedReply(identifier, tlsCertificate: certificate)
        #expect(reply.status == 401)
        #expect(try AnsweringBench.problem(reply) == "urn:hedui:problem:registryExpired")
        #expect(bench.ledger.events.last == AnsweringEvent(kind: .turnedAway(.registryExpired), peer: .shanghai))
    }

    @Test("a store that cannot be read is unavailable, not empty")
    func storeFails() async throws {
        let bench = try await AnsweringBench()
        bench.ledger.fail(.reply)
        let identifier = TestQuery.identifier().description
        let reply = await bench.service.storedReply(identifier, tlsCertificate: certificate)
        #expect(reply.status == 503)
        #expect(try AnsweringBench.problem(reply) == "urn:hedui:problem:unavailable")
    }

    private func verified(
        _ reply: ExchangeReply,
        from region: ProvinceCode = .jiangsu,
        _ bench: AnsweringBench
    ) throws -> Capabilities {
        try SignedCapabilities(reply.body).verify(
            from: region,
            registry: bench.federation.registry,
            verifier: TestFederation.verifier,
            at: bench.clock.now()
        )
    }

    @Test("capabilities are signed by the region and name what its registers offer")
    func capabilities() async throws {
        let bench = try await AnsweringBench()
        let reply = await bench.service.capabilities()
        #expect(reply.status == 200)
        #expect(Set(try verified(reply, bench).items) == [.vehicle, .deposit])
        #expect(throws: AnswerViolation.self) { try verified(reply, from: .anhui, bench) }
    }

    @Test("capabilities may be relied on for an hour, and state the limits that the registry has lowered")
    func capabilityTerms() async throws {
        var terms = TestFederation.Terms()
        terms.limits = MessageLimits(subjectCount: 5, recordCount: 7)
        let bench = try await AnsweringBench(terms)
        let statement = try verified(await bench.service.capabilities(), bench)
        #expect(statement.issuedAt == bench.clock.now())
        #expect(statement.expiresAt == bench.clock.now().adding(seconds: 3600))
        #expect(statement.limits == terms.limits)
    }

    @Test("capabilities that could not be signed are not kept: who asks next gets a statement")
    func unsignedCapabilities() async throws {
        let bench = try await AnsweringBench()
        bench.signer.fail(true)
        let failed = await bench.service.capabilities()
        #expect(failed.status == 503)
        #expect(try AnsweringBench.problem(failed) == "urn:hedui:problem:unavailable")
        bench.signer.fail(false)
        #expect(await bench.service.capabilities().status == 200)
        #expect(bench.signer.count == 2)
    }

    @Test("capabilities are signed once a minute, however many ask")
    func capabilitiesAreKept() async throws {
        let bench = try await AnsweringBench()
        let statements = await withTaskGroup(of: ExchangeReply.self) { group in
            for _ in 0..<20 { group.addTask { await bench.service.capabilities() } }
            return await group.reduce(into: Set<[UInt8]>()) { $0.insert($1.body) }
        }
        #expect(statements.count == 1)
        #expect(bench.signer.count == 1)
        bench.clock.advance(seconds: 59)
        #expect(await bench.service.capabilities().body == statements.first)
        bench.clock.advance(seconds: 1)
        #expect(await bench.service.capabilities().body != statements.first)
        #expect(bench.signer.count == 2)
        bench.clock.advance(seconds: -3600)
        _ = await bench.service.capabilities()
        #expect(bench.signer.count == 3, "a statement from the future was given out")
    }

    @Test("the key set holds the registry's public keys of the region and nothing private")
    func keySet() async throws {
        let bench = try await AnsweringBench()
        let reply = bench.service.keySet()
        #expect(reply.contentType == "application/jwk-set+json")
        let json = try JSONParser.parse(reply.body, limits: JSONLimits(byteCount: 8192))
        let set = try KeySet(json: JSONCursor(json))
        #expect(set.entries.map(\.keyIdentifier.description) == ["sm2.320000"])
        #expect(set.entries.map(\.key.publicKey) == [try TestFederation.signer(.jiangsu).publicKey])
        #expect(!String(decoding: reply.body, as: UTF8.self).contains(#""d":"#))
    }
}
