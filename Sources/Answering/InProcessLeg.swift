public import ExchangeProtocol
public import VerificationDomain

/// The deciding region's own leg: the same signed bytes, handed to this node's answering side without a network.
///
/// Ends by its deadline like every carrier. The answering side then goes on by itself, and has its answer in store when
/// the same bytes are handed over again.
public struct InProcessLeg: QueryCarrier {
    public let region: ProvinceCode
    private let answering: any ExchangeAnswering
    private let clock: any WallClock
    private let alarm: Alarm

    public init(
        region: ProvinceCode,
        answering: any ExchangeAnswering,
        clock: any WallClock,
        alarm: Alarm = .machine
    ) {
        self.region = region
        self.answering = answering
        self.clock = clock
        self.alarm = alarm
    }

    public func deliver(_ query: SignedQuery, deadline: Timestamp) async -> DeliveryOutcome {
        let left = deadline.milliseconds(since: clock.now())
        let reply = await alarm.result(within: left) { [answering] in
            await answering.receive(.inProcess(query))
        }
        guard let reply else { return .timedOut }
        return switch MessageType.allCases.first(where: { $0.matches(contentType: reply.contentType) }) {
        case .answer: .answer(reply.body)
        case .receipt: .receipt(reply.body, retryAfterSeconds: reply.retryAfterSeconds ?? 60)
        case .refusal: .refusal(reply.body, status: reply.status)
        default: .problem(status: reply.status, title: "own answering side")
        }
    }
}
