import CurlTransport
import ExchangeProtocol

/// Reads what an HTTP exchange with a peer amounts to, from status, media type and failure alone.
enum HeduiPeerReply {
    static func outcome(_ response: HTTPResponse) -> DeliveryOutcome {
        let contentType = response.headers["content-type"] ?? ""
        let type = MessageType.allCases.first { $0.matches(contentType: contentType) }
        return switch (response.status, type) {
        case (200, .answer): .answer(response.body)
        case (202, .receipt): .receipt(response.body, retryAfterSeconds: seconds(response.headers["retry-after"]))
        case (400..<500, .refusal): .refusal(response.body, status: response.status)
        case (400..<600, nil):
            .problem(status: response.status, title: "HTTP \(response.status)", body: response.body)
        case (300..<400, _): .garbled(.redirect, body: response.body)
        case (200..<300, nil): .garbled(.unknownMediaType, body: response.body)
        case (_, .some): .garbled(.mediaTypeDisagreesWithStatus, body: response.body)
        default: .garbled(.unexpectedStatus, body: response.body)
        }
    }

    /// A delay of at most a day in seconds; a peer that names none, or nonsense, is asked again after a minute.
    private static func seconds(_ text: String?) -> Int {
        guard let text, let seconds = Int(text), (1...86_400).contains(seconds) else { return 60 }
        return seconds
    }

    static func outcome(_ error: TransportError) -> DeliveryOutcome {
        switch error.code {
        case .timedOut: .timedOut
        case .responseTooLarge: .tooLarge
        case .garbledResponse: .garbled(.notHTTP)
        case .couldNotConnect: .unreachable(.connectFailed)
        case .nameNotResolved: .unreachable(.nameNotResolved)
        case .tlsFailed: .unreachable(.tlsFailed)
        case .connectionLost: .unreachable(.connectionLost)
        case .shutDown, .invalidURL, .invalidRequest, .credentialUnusable, .internalFailure: .unreachable(.notSent)
        }
    }
}
