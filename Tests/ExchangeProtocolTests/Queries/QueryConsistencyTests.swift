import ExchangeProtocol
import TestSupport
import Testing
import VerificationDomain

@Suite("The parts of a query fit together, whether it is built here or read")
struct QueryConsistencyTests {
    private func isBuilt(_ edit: (inout QueryParts) throws -> Void) throws -> Bool {
        var parts = try QueryParts()
        try edit(&parts)
        do throws(ExchangeError) {
            _ = try parts.query()
            return true
        } catch {
            #expect(error.code == .inconsistent)
            return false
        }
    }

    private func isRead(_ change: (JSONValue) -> JSONValue) throws -> Bool {
        let json = change(try ExampleQuery.query().json)
        return (try? ExchangeQuery(json: JSONCursor(json))) != nil
    }

    /// The array with its first element once more at its end.
    private func repeating(_ array: JSONValue) -> JSONValue { .array(array.elements + [array.elements[0]]) }

    @Test("it lives for 30 days and not a second longer", arguments: [(0, true), (1, false)] as [(Int64, Bool)])
    func lifetime(more: Int64, isTaken: Bool) throws {
        let end = ExampleFederation.now.adding(seconds: 30 * 86_400 + more)
        #expect(try isBuilt { $0.expiresAt = end } == isTaken)
        #expect(try isRead { $0.setting("exp", .integer(end.seconds)) } == isTaken)
    }

    @Test("it holds 1 to 50 authorisations", arguments: [(0, false), (1, true), (50, true), (51, false)])
    func authorisationCount(count: Int, isTaken: Bool) throws {
        let authorisations = try (0..<count).map { try QueryParts.authorisation("a\($0 + 1)") }
        #expect(try isBuilt { $0.authorisations = authorisations } == isTaken)
        #expect(try isRead { $0.setting("authorizations", .array(authorisations.map(\.json))) } == isTaken)
    }

    @Test("two authorisations have two references")
    func authorisationReferences() throws {
        #expect(try isBuilt { $0.authorisations.append(try QueryParts.authorisation("a2")) })
        #expect(try !isBuilt { $0.authorisations.append(try QueryParts.authorisation("a1")) })
        #expect(try !isRead { $0.changing("authorizations", repeating) })
    }

    @Test("each person names an authorisation that it holds")
    func namedAuthorisation() throws {
        #expect(try !isBuilt { $0.authorisations = [try QueryParts.authorisation("a9")] })
        let isRead = try isRead { json in
            json.changing("subjects") { $0.changing(1) { $0.setting("authorization", "a9") } }
        }
        #expect(!isRead)
    }

    @Test("each item stands once")
    func items() throws {
        #expect(try !isBuilt { $0.items.append(.deposit) })
        #expect(try !isRead { $0.changing("items", repeating) })
    }

    @Test("an authorisation says nothing twice", arguments: ["regions", "items", "purposes"])
    func authorisationLists(name: String) throws {
        let isRead = try isRead { json in
            json.changing("authorizations") { $0.changing(0) { $0.changing(name, repeating) } }
        }
        #expect(!isRead)
    }

    @Test("a person has at most 8 former names", arguments: [(8, true), (9, false)])
    func formerNames(count: Int, isTaken: Bool) throws {
        let names = try (0..<count).map { try #require(PersonName("测试\($0)")) }
        let first = try ExampleQuery.query().subjects[0]
        let person = QuerySubject(
            reference: first.reference,
            authorisation: first.authorisation,
            identity: first.identity,
            name: first.name,
            formerNames: names,
            signedBy: first.signedBy
        )
        #expect(try isBuilt { $0.subjects[0] = person } == isTaken)
        let isRead = try isRead { $0.changing("subjects") { $0.changing(0) { _ in person.json } } }
        #expect(isRead == isTaken)
    }
}
