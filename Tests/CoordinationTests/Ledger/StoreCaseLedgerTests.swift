import OpenSSLCrypto
import RecordStore
import TestSupport
import Testing
import VerificationDomain

@testable import Coordination

@Suite("A case in a real store is found, read back as it was made, and replayed")
struct StoreCaseLedgerTests {
    @Test("every leg has the state, the statement, the cause and the last reply that the report names")
    func legs() async throws {
        let check = try await StoredCheck()
        let loaded = try await check.stored.ledger.load(check.identifier)
        #expect(loaded.legs.map(\.region) == check.report.legs.map(\.region))
        #expect(loaded.legs.map(\.state) == [.accepted, .accepted, .failed, .failed])
        #expect(
            loaded.legs.map(\.statement) == [
                nil, nil, .unavailable(.sourceDown), .unavailable(.unreachable),
            ]
        )
        #expect(loaded.legs.map(\.cause) == [nil, nil, "http500", "tlsFailed"])
        #expect(loaded.legs.map { $0.reply?.kind } == [.answer, .answer, .problem, nil])
        #expect(loaded.legs.map(\.replyReceivedAt) == check.report.legs.map(\.repliedAt))
        let outcome = try check.bench.replaying().replay(loaded)
        #expect(outcome.pictureDigest == check.report.pictureDigest)
        #expect(outcome.verifiedAnswers == 2)
    }

    @Test("a picture that is not the one to which its row commits is found")
    func otherPicture() async throws {
        let check = try await StoredCheck()
        _ = try await check.stored.store.pictures.store(
            Array("another picture".utf8),
            of: check.identifier,
            movingCaseFrom: .reported,
            to: .reported,
            at: TestFederation.now,
            committing: Array(check.report.pictureDigest.description.utf8)
        ) { _, _ in [] }
        let error = await #expect(throws: CoordinationError(.evidenceChanged)) {
            try await check.stored.ledger.load(check.identifier)
        }
        #expect(error?.context.contains("the audit row of the picture") == true)
    }

    @Test("it is found by the identity number of each member, and by nobody else's")
    func subjects() async throws {
        let check = try await StoredCheck()
        for (reference, found) in [("m1", [check.identifier]), ("m2", [check.identifier]), ("m3", [])] {
            let number = try #require(Examples.numbers[reference])
            let cases = try await check.stored.store.cases.list(ofSubject: number)
            #expect(cases.map(\.identifier) == found, "\(reference)")
        }
    }

    @Test("a statement and a cause are one code in the store, and two again when it is read")
    func statusCodes() {
        let codes: [(OutcomeStatus?, String?, String?)] = [
            (nil, nil, nil), (.unavailable(.timedOut), nil, "unavailable:timedOut"),
            (.unavailable(.timedOut), "answerLater", "unavailable:timedOut/answerLater"),
            (.refused(.noAgreement), nil, "refused:\(RefusalCode.noAgreement.rawValue)"),
            (.identityMismatch, "a/b", "identityMismatch/a/b"), (nil, "notSent", "/notSent"),
        ]
        for (statement, cause, text) in codes {
            #expect(StatusCode(statement: statement, cause: cause).text == text)
            let read = StatusCode(text: text)
            #expect(read.statement == statement && read.cause == cause, "\(text ?? "nothing")")
        }
    }
}
