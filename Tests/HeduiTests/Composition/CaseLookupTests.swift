import RecordStore
import Testing
import VerificationDomain

@testable import hedui

@Suite("A case is found by whatever number a person has of it")
struct CaseLookupTests {
    @Test("its identifier, its report number and its request number name the same case")
    func names() async throws {
        let bench = try await PrintingBench()
        let summary = try #require(try await bench.store.cases.list().first)
        #expect(summary.reportNumber == PrintingBench.number)
        let lookup = CaseLookup(store: bench.store)
        for name in [summary.identifier.description, PrintingBench.number.description, summary.requestNumber.text] {
            #expect(try await lookup.find(name) == summary.identifier, "\(name)")
        }
    }

    @Test(
        "a number that no case has, and a text that is no number, are missing inputs",
        arguments: ["0197b2a4-7c1d-7e3f-8a5b-123456789abc", "HD310000202611240002", "310101000000202611240099", "x"]
    )
    func unknown(name: String) async throws {
        let bench = try await PrintingBench()
        let failure = await #expect(throws: CommandFailure.self) { try await CaseLookup(store: bench.store).find(name) }
        #expect(failure?.status == .missingInput)
        #expect(failure?.description.contains("there is no case \(name)") == true)
    }
}
