import ExchangeProtocol
import TestSupport
import Testing
import VerificationDomain

@Suite("A query over a count is told which claim is too long and how long it may be")
struct CountLimitTests {
    /// Why the query is refused; `nil` when it is not.
    private func grounds(
        _ limits: MessageLimits,
        _ edit: (inout QueryDraft) -> Void = { _ in }
    ) async throws -> RefusalGrounds? {
        var draft = try QueryDraft()
        edit(&draft)
        let admission = try await ExampleFederation().admission(ExampleFederation.content(limits: limits))
        let authenticated = admission.authenticate(try await draft.request(), at: ExampleFederation.now)
        let query = try #require(authenticated.value)
        guard case .refusal(let grounds)? = admission.authorise(query, at: ExampleFederation.now).rejection else {
            return nil
        }
        return grounds
    }

    @Test("the registry may lower the number of items")
    func items() async throws {
        let grounds = try await grounds(MessageLimits(itemCount: 2))
        #expect(grounds?.code == .limitExceeded)
        #expect(grounds?.detail == "items: at most 2; split the query")
        #expect(try await self.grounds(MessageLimits(itemCount: 3)) == nil)
    }

    @Test("the registry may lower the number of persons")
    func subjects() async throws {
        let grounds = try await grounds(MessageLimits(subjectCount: 1))
        #expect(grounds?.code == .limitExceeded)
        #expect(grounds?.detail == "subjects: at most 1; split the query")
        #expect(try await self.grounds(MessageLimits(subjectCount: 2)) == nil)
    }

    @Test("50 authorisations are taken, 51 are not")
    func authorisations() async throws {
        func many(_ count: Int) -> (inout QueryDraft) -> Void {
            { draft in
                let first = draft.claims["authorizations"]?.elements.first ?? .null
                draft.set("authorizations", .array((1...count).map { first.setting("ref", .string("a\($0)")) }))
            }
        }
        let grounds = try await grounds(.protocolLimits, many(51))
        #expect(grounds?.code == .limitExceeded)
        #expect(grounds?.detail == "authorizations: at most 50; split the query")
        #expect(try await self.grounds(.protocolLimits, many(50)) == nil)
    }
}
