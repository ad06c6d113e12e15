import Answering
import ExchangeProtocol
import Synchronization
import TestSupport
import Testing
import VerificationDomain

/// Jiangsu, which makes the honest answer first and then sends what the lie makes of it.
struct LyingRegion: ExchangeAnswering {
    /// The honest answer to a query, taken apart so that a test can put something else together.
    struct Honest: Sendable {
        let answer: [UInt8]
        let query: [UInt8]
        let signer: any Signer

        func reply(_ bytes: [UInt8]) -> ExchangeReply {
            ExchangeReply(status: 200, contentType: MessageType.answer.mediaType, body: bytes)
        }

        /// The answer with its signed claims changed and, unless a stranger's key is given, signed again by the region.
        func forged(
            by signer: (any Signer)? = nil,
            _ change: (JSONValue) -> JSONValue = { $0 },
            disclosures: ([String]) -> [String] = { $0 }
        ) async throws -> ExchangeReply {
            let parts = try Dissection(answer)
            let signedPart = try await Forgery.jws(
                header: Forgery.header(.answer, self.signer),
                payload: change(parts.payload).canonicalBytes,
                signer: signer ?? self.signer
            )
            return reply(Forgery.answer(signedPart, disclosures(parts.disclosures)))
        }
    }

    typealias Lie = @Sendable (Honest) async throws -> ExchangeReply

    let federation: Later<TestFederation>
    let lie: Lie

    func receive(_ request: InboundRequest) async -> ExchangeReply {
        do {
            return try await lie(try await honest(request))
        } catch {
            return ExchangeReply(status: 599, contentType: "text/plain", body: Array("\(error)".utf8))
        }
    }

    private func honest(_ request: InboundRequest) async throws -> Honest {
        let region = HonestRegion(.jiangsu, in: try federation.get()) { request in
            request.item == .vehicle ? [Examples.vehicle(request)] : []
        }
        let signer = try TestFederation.signer(.jiangsu)
        return Honest(answer: try await region.answer(to: request), query: request.bytes, signer: signer)
    }

    func storedReply(_ identifier: String, tlsCertificate: Digest?) async -> ExchangeReply { nothing }
    func capabilities() async -> ExchangeReply { nothing }
    func keySet() -> ExchangeReply { nothing }

    private var nothing: ExchangeReply { ExchangeReply(status: 404, contentType: "text/plain", body: []) }
}
