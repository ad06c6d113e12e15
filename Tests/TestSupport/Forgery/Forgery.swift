public import ExchangeProtocol
public import VerificationDomain

/// Signs what the library would not: any header, any payload, any disclosures.
public enum Forgery: Sendable {
    public static func header(_ type: MessageType, _ signer: any Signer) -> JSONValue {
        .object([
            "alg": .string(signer.publicKey.suite.algorithmName), "kid": .string(signer.keyIdentifier.description),
            "typ": .string(type.rawValue),
        ])
    }

    /// `payload` as a compact JWS under `header`, signed by `signer`; `nil` leaves the signature empty.
    public static func jws(header: JSONValue, payload: [UInt8], signer: (any Signer)?) async throws -> [UInt8] {
        let input = Base64.url.encode(header.canonicalBytes) + "." + Base64.url.encode(payload)
        let signature = try await signer?.sign(Array(input.utf8)).bytes ?? []
        return Array("\(input).\(Base64.url.encode(signature))".utf8)
    }

    public static func jws(_ type: MessageType, _ payload: JSONValue, signer: any Signer) async throws -> [UInt8] {
        try await jws(header: header(type, signer), payload: payload.canonicalBytes, signer: signer)
    }

    /// The parts of an SD-JWT put together again.
    public static func answer(_ signedPart: [UInt8], _ disclosures: [String]) -> [UInt8] {
        signedPart + Array(("~" + disclosures.map { $0 + "~" }.joined()).utf8)
    }
}

/// A signed message taken apart.
public struct Dissection: Sendable {
    public let signedPart: [UInt8]
    public let payload: JSONValue
    public let disclosures: [String]

    public init(_ bytes: [UInt8]) throws {
        let parts = String(decoding: bytes, as: UTF8.self).split(separator: "~", omittingEmptySubsequences: false)
        signedPart = Array(parts[0].utf8)
        disclosures = parts.dropFirst().dropLast().map(String.init)
        let segments = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        payload = try JSONParser.parse(
            Base64.url.decode(segments[1]) ?? [],
            limits: JSONLimits(byteCount: 16 << 20)
        )
    }
}

extension JSONValue {
    /// The same object with one member set; `nil` takes it away.
    public func setting(_ name: String, _ value: JSONValue?) -> JSONValue {
        guard case .object(let members) = self else { return self }
        let others = members.filter { $0.name != name }
        return .object(others + (value.map { [Member(name, $0)] } ?? []))
    }

    /// The same array with one element changed.
    public func changing(_ index: Int, _ change: (JSONValue) -> JSONValue) -> JSONValue {
        guard case .array(var elements) = self, elements.indices.contains(index) else { return self }
        elements[index] = change(elements[index])
        return .array(elements)
    }

    /// The same object with one member changed.
    public func changing(_ name: String, _ change: (JSONValue) -> JSONValue) -> JSONValue {
        self[name].map { setting(name, change($0)) } ?? self
    }

    public var elements: [JSONValue] { if case .array(let elements) = self { elements } else { [] } }
}
