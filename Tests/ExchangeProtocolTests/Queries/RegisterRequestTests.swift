import ExchangeProtocol
import Testing
import VerificationDomain

@Suite("A register is told what the query says about its pair")
struct RegisterRequestTests {
    @Test("how much may be disclosed, for whom and when", arguments: Disclosure.allCases)
    func content(disclosure: Disclosure) throws {
        let query = try ExampleQuery.query(disclosure: disclosure)
        let request = try #require(query.registerRequest(for: ExampleFindings.pair("p2", .vehicle)))
        #expect(request.disclosure == disclosure)
        #expect(request.subject == query.subjects[1])
        #expect(request.item == .vehicle)
        #expect(request.incomeWindow == query.incomeWindow)
        #expect(request.assetsAsOf == query.assetsAsOf)
    }

    @Test("the threshold of its own item, and no other's")
    func threshold() throws {
        let query = try ExampleQuery.query(disclosure: .threshold)
        let deposit = try #require(query.registerRequest(for: ExampleFindings.pair("p1", .deposit)))
        #expect(deposit.threshold == Money(fen: 5_000_000))
        let vehicle = try #require(query.registerRequest(for: ExampleFindings.pair("p1", .vehicle)))
        #expect(vehicle.threshold == nil)
    }

    @Test("a pair that was not asked has no request")
    func unasked() throws {
        let query = try ExampleQuery.query()
        #expect(query.registerRequest(for: try ExampleFindings.pair("p3", .deposit)) == nil)
        #expect(query.registerRequest(for: try ExampleFindings.pair("p1", .judicial)) == nil)
    }
}
