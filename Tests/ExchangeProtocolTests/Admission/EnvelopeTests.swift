import ExchangeProtocol
import Testing
import VerificationDomain

@Suite("Step 4 checks audience and time to the second")
struct EnvelopeTests {
    private func verdict(_ edit: (inout QueryDraft) -> Void) async throws -> AdmissionDriver.Verdict {
        var draft = try QueryDraft()
        edit(&draft)
        var driver = AdmissionDriver(try await ExampleFederation().admission())
        return driver.admit(try await draft.request())
    }

    private func at(_ seconds: Int64) -> JSONValue { .integer(ExampleFederation.now.seconds + seconds) }

    private func isPermitted(_ edit: (inout QueryDraft) -> Void) async throws -> Bool {
        if case .permitted = try await verdict(edit) { true } else { false }
    }

    @Test("iat and nbf may lie 300 s ahead and not one more", arguments: ["iat", "nbf"])
    func ahead(claim: String) async throws {
        let day = "2026-07-07T09:00:00+08:00"
        #expect(
            try await isPermitted {
                $0.set(claim, at(300)); $0.set("respondBy", .string(day))
            }
        )
        #expect(try await verdict { $0.set(claim, at(301)) } == .refusal(403, .notYetValid))
    }

    @Test("exp may lie less than 300 s back")
    func behind() async throws {
        func past(_ draft: inout QueryDraft, exp: Int64) {
            draft.set("iat", at(-86_400))
            draft.set("nbf", at(-86_400))
            draft.set("exp", at(exp))
            draft.set("respondBy", "2026-07-05T12:00:00+08:00")
        }
        #expect(try await isPermitted { past(&$0, exp: -299) })
        #expect(try await verdict { past(&$0, exp: -300) } == .refusal(403, .expired))
        #expect(try await verdict { past(&$0, exp: -3000) } == .refusal(403, .expired))
    }

    @Test("a query may live for 30 days and not a second longer")
    func lifetime() async throws {
        #expect(try await isPermitted { $0.set("exp", at(30 * 86_400)) })
        #expect(try await verdict { $0.set("exp", at(30 * 86_400 + 1)) } == .refusal(403, .lifetimeTooLong))
    }

    @Test("an audience that is not us is wrongAudience, one that is none is malformedQuery")
    func audience() async throws {
        #expect(try await verdict { $0.set("aud", "310000") } == .refusal(403, .wrongAudience))
        #expect(try await verdict { $0.set("aud", nil) } == .refusal(403, .malformedQuery))
        #expect(try await verdict { $0.set("aud", ["320000"]) } == .refusal(403, .malformedQuery))
    }

    @Test(
        "a time that is no whole number of seconds is malformedQuery",
        arguments: [nil, "1783299600", -1, 253_402_300_800] as [JSONValue?]
    )
    func times(value: JSONValue?) async throws {
        for claim in ["iat", "nbf", "exp"] {
            #expect(try await verdict { $0.set(claim, value) } == .refusal(403, .malformedQuery), "\(claim)")
        }
    }

    @Test(
        "an identifier that is no UUID of version 7 in lower case is malformedQuery, and the refusal still binds",
        arguments: [nil, "", "0198f0a1-0000-4000-8000-000000000000", "0198F0A1-0000-7000-8000-000000000000"]
    )
    func identifier(text: String?) async throws {
        var draft = try QueryDraft()
        draft.set("jti", text.map(JSONValue.string))
        let request = try await draft.request()
        let admission = try await ExampleFederation().admission()
        let rejection = admission.authenticate(request, at: ExampleFederation.now).rejection
        guard case .refusal(let grounds)? = rejection else {
            Issue.record("expected a refusal")
            return
        }
        #expect(grounds.code == .malformedQuery)
        #expect(grounds.queryIdentifier == nil)
        #expect(grounds.audience == .shanghai)
        #expect(grounds.queryDigest == ExampleFederation.digests.digest(request.bytes, .sha256))
    }

    @Test(
        "a refusal names the query whose identifier can be read, whatever else is wrong",
        arguments: [("aud", "310000"), ("aud", nil), ("iat", "soon"), ("exp", 0)] as [(String, JSONValue?)]
    )
    func namedQuery(claim: String, value: JSONValue?) async throws {
        var draft = try QueryDraft()
        draft.set(claim, value)
        let admission = try await ExampleFederation().admission()
        let rejection = admission.authenticate(try await draft.request(), at: ExampleFederation.now).rejection
        guard case .refusal(let grounds)? = rejection else {
            Issue.record("expected a refusal")
            return
        }
        #expect(grounds.queryIdentifier == (try ExampleQuery.query().identifier))
    }
}
