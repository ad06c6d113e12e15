import Answering
import ExchangeProtocol
import VerificationDomain

/// The deciding region's own leg: the same signed bytes, handed to this node's answering side without a network.
struct InProcessLeg: QueryCarrier {
    let region: ProvinceCode
    let answering: any ExchangeAnswering

    func deliver(_ query: SignedQuery, deadline: Timestamp) async -> DeliveryOutcome {
        let reply = await answering.receive(.inProcess(query))
        return switch MessageType.allCases.first(where: { $0.matches(contentType: reply.contentType) }) {
        case .answer: .answer(reply.body)
        case .receipt: .receipt(reply.body, retryAfterSeconds: reply.retryAfterSeconds ?? 60)
        case .refusal: .refusal(reply.body, status: reply.status)
        default: .problem(status: reply.status, title: "own answering side")
        }
    }
}
