import Coordination
import Testing
import VerificationDomain

@Suite("A leg goes only where its events lead")
struct LegMachineTests {
    static let events: [LegMachine.Event] =
        [
            .querySigned, .queryHandedOver, .receiptReceived, .answerReceived, .answerVerified, .answerViolated,
            .peerFailed, .peerUnreachable, .peerRejected, .repliedGarbage, .deadlinePassed,
        ] + RefusalCode.allCases.map { .refusalReceived($0) }

    /// Written down by hand from the states' descriptions.
    private func expected(_ state: LegState, _ event: LegMachine.Event) -> (LegState, OutcomeStatus?)? {
        switch (state, event) {
        case (.created, .querySigned): (.signed, nil)
        case (.signed, .queryHandedOver): (.sent, nil)
        case (.sent, .receiptReceived): (.acknowledged, nil)
        case (.sent, .answerReceived), (.acknowledged, .answerReceived): (.answered, nil)
        case (.answered, .answerVerified): (.accepted, nil)
        case (.answered, .answerViolated): (.quarantined, .unavailable(.quarantined))
        case (.sent, .repliedGarbage), (.acknowledged, .repliedGarbage): (.quarantined, .unavailable(.quarantined))
        case (.sent, .refusalReceived(let code)), (.acknowledged, .refusalReceived(let code)):
            (.refused, .refused(code))
        case (.sent, .peerFailed), (.acknowledged, .peerFailed): (.failed, .unavailable(.sourceDown))
        case (.sent, .peerUnreachable), (.sent, .peerRejected): (.failed, .unavailable(.unreachable))
        case (.signed, .deadlinePassed), (.sent, .deadlinePassed), (.acknowledged, .deadlinePassed):
            (.timedOut, .unavailable(.timedOut))
        default: nil
        }
    }

    @Test(
        "every event in every state is either the one step that is meant or changes nothing",
        arguments: LegState.allCases
    )
    func everyPair(state: LegState) throws {
        for event in Self.events {
            var machine = LegMachine(state: state)
            guard let (next, statement) = expected(state, event) else {
                let before = machine
                #expect(throws: LegMachine.Misplaced(event: event, state: state)) { try machine.take(event) }
                #expect(machine == before)
                continue
            }
            try machine.take(event)
            #expect(machine.state == next)
            #expect(machine.previous == state)
            #expect(machine.statement == statement)
        }
    }

    @Test("nothing leaves a final state", arguments: LegState.allCases.filter(\.isFinal))
    func final(state: LegState) {
        for event in Self.events {
            var machine = LegMachine(state: state)
            #expect(throws: LegMachine.Misplaced.self) { try machine.take(event) }
            #expect(machine.state == state)
        }
    }

    @Test("every final state but accepted states something, and it is never none")
    func statements() {
        for state in LegState.allCases {
            for event in Self.events {
                guard let (next, statement) = expected(state, event), next.isFinal else { continue }
                #expect((statement == nil) == (next == .accepted))
                #expect(statement?.isConclusive != true)
            }
        }
    }

    @Test("every state can be reached from the first")
    func reachable() {
        var reached: Set<LegState> = [.created]
        for _ in LegState.allCases {
            for state in reached {
                for event in Self.events {
                    var machine = LegMachine(state: state)
                    if (try? machine.take(event)) != nil { reached.insert(machine.state) }
                }
            }
        }
        #expect(reached == Set(LegState.allCases))
    }
}
