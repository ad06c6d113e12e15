import ExchangeProtocol
import Testing
import VerificationDomain

@Suite("The builder signs only what fits the query")
struct AnswerBuilderTests {
    private func error(_ findings: [RegisterFinding], limits: MessageLimits = .protocolLimits) async -> ExchangeError? {
        do {
            let federation = ExampleFederation()
            let admission = try await federation.admission(ExampleFederation.content(limits: limits))
            let permitted = try ExampleExchange.admit(try await ExampleQuery.signed(), admission: admission)
            let builder = ExampleExchange.builder(.ed25519, signer: try federation.answeringSigner)
            _ = try await builder.answer(to: permitted, findings: findings, at: federation.now)
            return nil
        } catch {
            return error as? ExchangeError
        }
    }

    @Test("a missing, a repeated and an unasked finding are errors")
    func coverage() async throws {
        let findings = try ExampleFindings.all()
        #expect(await error(findings) == nil)
        #expect(await error(Array(findings.dropLast()))?.code == .incompleteFindings)
        #expect(await error(findings + [findings[2]])?.code == .incompleteFindings)
        let unasked = try ExampleFindings.finding("p1", .judicial, status: .none)
        #expect(await error(findings + [unasked])?.code == .incompleteFindings)
    }

    @Test(
        "outcomes that only the asking side can state are errors",
        arguments: [
            .unavailable(.unreachable), .unavailable(.quarantined), .refused(.expired),
        ] as [OutcomeStatus]
    )
    func askingSideOnly(status: OutcomeStatus) async throws {
        var findings = try ExampleFindings.all()
        findings[3] = try ExampleFindings.finding("p2", .deposit, status: status)
        #expect(await error(findings)?.code == .incompleteFindings)
    }

    @Test("found without records, none with records and records of another pair are errors")
    func records() async throws {
        var findings = try ExampleFindings.all()
        findings[0] = try ExampleFindings.finding("p1", .deposit, status: .found)
        #expect(await error(findings)?.code == .incompleteFindings)
        findings[0] = try ExampleFindings.finding(
            "p1",
            .deposit,
            status: .none,
            records: [try ExampleFindings.deposit(fen: 1)]
        )
        #expect(await error(findings)?.code == .incompleteFindings)
        findings = try ExampleFindings.all()
        findings[0] = RegisterFinding(outcome: findings[0].outcome, records: findings[1].records + findings[1].records)
        #expect(await error(findings)?.code == .incompleteFindings)
    }

    @Test("thresholdOnly without a record and with an amount are errors, with a flag it is none")
    func thresholdOnly() async throws {
        let flag = RecordValue.flag(threshold: Money(fen: 5_000_000), exceeds: false)
        for (value, isTaken) in [(nil, false), (RecordValue.exact(Money(fen: 1)), false), (flag, true)] {
            var findings = try ExampleFindings.all()
            let records = try value.map { [try ExampleFindings.deposit(fen: 1, value: $0)] } ?? []
            findings[0] = try ExampleFindings.finding("p1", .deposit, status: .thresholdOnly, records: records)
            #expect(await error(findings)?.code == (isTaken ? nil : .incompleteFindings))
        }
    }

    @Test("records that two findings have exchanged are an error, though every count fits")
    func exchangedRecords() async throws {
        var findings = try ExampleFindings.all()
        let (deposits, vehicles) = (findings[0], findings[1])
        findings[0] = RegisterFinding(outcome: deposits.outcome, records: vehicles.records)
        findings[1] = RegisterFinding(outcome: vehicles.outcome, records: deposits.records)
        #expect(await error(findings)?.code == .incompleteFindings)
    }

    @Test("more records or bytes than the limit are errors")
    func limits() async throws {
        let findings = try ExampleFindings.all()
        #expect(await error(findings, limits: MessageLimits(recordCount: 2))?.code == .tooManyRecords)
        #expect(await error(findings, limits: MessageLimits(answerByteCount: 500))?.code == .tooLarge)
        #expect(await error(findings, limits: MessageLimits(recordCount: 3)) == nil)
    }
}
