public import VerificationDomain

/// The life of one leg as a value: events in, the next state out. No clock, no input or output.
public struct LegMachine: Sendable, Hashable {
    public private(set) var state: LegState
    /// The state before the last event.
    public private(set) var previous: LegState
    /// What is stated for every pair of a leg that ended without an accepted answer.
    public private(set) var statement: OutcomeStatus?

    public init(state: LegState = .created) {
        self.state = state
        previous = state
    }

    public enum Event: Sendable, Hashable {
        case querySigned
        case queryHandedOver
        case receiptReceived
        case answerReceived
        case answerVerified
        case answerViolated
        case refusalReceived(RefusalCode)
        case peerFailed
        case peerUnreachable
        /// It turned our request away without a signed refusal: what its sources hold, and whether they work, is open.
        case peerRejected
        case repliedGarbage
        case deadlinePassed
    }

    /// An event that does not belong to the state it came in: a defect of the driver, never of a peer.
    public struct Misplaced: Error, Sendable, Hashable, CustomStringConvertible {
        public let event: Event
        public let state: LegState

        public init(event: Event, state: LegState) {
            self.event = event
            self.state = state
        }

        public var description: String { "event \(event) does not belong to leg state \(state.rawValue)" }
    }

    /// Takes the event, or throws and changes nothing.
    public mutating func take(_ event: Event) throws(Misplaced) {
        guard let next = Self.next(state, event) else { throw Misplaced(event: event, state: state) }
        previous = state
        state = next
        statement = Self.statement(event)
    }

    private static func next(_ state: LegState, _ event: Event) -> LegState? {
        switch (state, event) {
        case (.created, .querySigned): .signed
        case (.signed, .queryHandedOver): .sent
        case (.sent, .receiptReceived): .acknowledged
        case (.sent, .answerReceived), (.acknowledged, .answerReceived): .answered
        case (.answered, .answerVerified): .accepted
        case (.answered, .answerViolated), (.sent, .repliedGarbage), (.acknowledged, .repliedGarbage): .quarantined
        case (.sent, .refusalReceived), (.acknowledged, .refusalReceived): .refused
        case (.sent, .peerFailed), (.sent, .peerUnreachable), (.sent, .peerRejected), (.acknowledged, .peerFailed):
            .failed
        case (.signed, .deadlinePassed), (.sent, .deadlinePassed), (.acknowledged, .deadlinePassed): .timedOut
        default: nil
        }
    }

    private static func statement(_ event: Event) -> OutcomeStatus? {
        switch event {
        case .refusalReceived(let code): .refused(code)
        case .peerFailed: .unavailable(.sourceDown)
        case .peerUnreachable, .peerRejected: .unavailable(.unreachable)
        case .answerViolated, .repliedGarbage: .unavailable(.quarantined)
        case .deadlinePassed: .unavailable(.timedOut)
        case .querySigned, .queryHandedOver, .receiptReceived, .answerReceived, .answerVerified: nil
        }
    }
}
