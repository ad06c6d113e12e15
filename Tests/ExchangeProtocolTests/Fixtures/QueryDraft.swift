import ExchangeProtocol
import TestSupport
import VerificationDomain

/// An inbound query in parts, so that each part can be spoilt on its own.
struct QueryDraft {
    var claims: JSONValue
    var signer: any Signer
    var contentType: String? = "application/hedui-query+jwt"
    var certificateName = "310000"
    var editHeader: (JSONValue) -> JSONValue = { $0 }
    var editBytes: ([UInt8]) -> [UInt8] = { $0 }

    init(_ suite: SignatureSuite = .ed25519) throws {
        claims = try ExampleQuery.query(suite).json
        signer = try ExampleKeys.signer(suite, ProvinceCode.shanghai)
    }

    mutating func set(_ claim: String, _ value: JSONValue?) { claims = claims.setting(claim, value) }

    mutating func change(_ claim: String, _ change: (JSONValue) -> JSONValue) {
        claims = claims.changing(claim, change)
    }

    /// Changes one member of one person.
    mutating func setSubject(_ index: Int, _ name: String, _ value: JSONValue?) {
        change("subjects") { $0.changing(index) { $0.setting(name, value) } }
    }

    /// Changes one member of the authorisation.
    mutating func setAuthorisation(_ name: String, _ value: JSONValue?) {
        change("authorizations") { $0.changing(0) { $0.setting(name, value) } }
    }

    func request() async throws -> InboundRequest {
        let header = editHeader(Forgery.header(.query, signer))
        let bytes = try await Forgery.jws(header: header, payload: claims.canonicalBytes, signer: signer)
        return InboundRequest(
            bytes: editBytes(bytes),
            contentType: contentType,
            carrier: .tls(certificate: ExampleFederation.certificate(certificateName))
        )
    }
}
