public import VerificationDomain

/// The protected header of a message (RFC 7515 section 4).
///
/// It only helps to find the key: the algorithm that counts is the registered key's.
public struct ProtectedHeader: Sendable, Hashable {
    /// As the message claims it; compared with the registered key's suite, never followed.
    public let algorithm: String
    public let type: String
    public let keyIdentifier: KeyIdentifier

    public init(algorithm: String, type: String, keyIdentifier: KeyIdentifier) {
        self.algorithm = algorithm
        self.type = type
        self.keyIdentifier = keyIdentifier
    }

    /// The header that we write for this kind of message.
    init(_ type: MessageType, signer: any Signer) {
        self.init(
            algorithm: signer.publicKey.suite.algorithmName,
            type: type.rawValue,
            keyIdentifier: signer.keyIdentifier
        )
    }

    /// Parameters that would bring a key or an extension along. A message with one of them is refused, whatever else
    /// it holds; other unknown parameters are ignored (RFC 7515 section 4).
    static let forbiddenNames = ["crit", "jwk", "jku", "x5c", "x5u", "b64"]

    public var json: JSONValue {
        .object([
            "alg": .string(algorithm), "kid": .string(keyIdentifier.description), "typ": .string(type),
        ])
    }

    /// Reads the bytes of a header.
    init(bytes: [UInt8]) throws(ExchangeError) {
        do {
            let limits = ExchangeLimits.json(byteCount: ExchangeLimits.headerByteCount)
            let json = JSONCursor(try JSONParser.parse(bytes, limits: limits), path: "header")
            guard case .object = json.value else { throw json.error(.wrongType, "expected an object") }
            if let name = Self.forbiddenNames.first(where: { json.value[$0] != nil }) {
                throw ExchangeError(.forbiddenParameter, name)
            }
            algorithm = try json.member("alg").string(count: 1...32)
            type = try json.member("typ").string(count: 1...64)
            keyIdentifier = try json.member("kid").parsed("a key identifier of 1 to 64 characters") {
                KeyIdentifier($0)
            }
        } catch let error as JSONReadingError {
            throw ExchangeError(.unreadable, error.description)
        } catch let error as ExchangeError {
            throw error
        } catch {
            throw ExchangeError(.unreadable, "header")
        }
    }
}
