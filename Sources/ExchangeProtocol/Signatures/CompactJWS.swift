public import VerificationDomain

/// A signed message in compact form (RFC 7515 section 7.1), read strictly: no white space, no padding, no stray bits.
///
/// Nothing in it is trusted; whoever holds one has checked its form, not its signature.
public struct CompactJWS: Sendable, Hashable {
    public let header: ProtectedHeader
    public let payload: [UInt8]
    /// The raw bytes of the third part, of any length.
    public let signatureBytes: [UInt8]
    /// The bytes that were signed: the first two parts and the point between them.
    public let signingInput: [UInt8]

    /// Reads `header.payload.signature`; `byteLimit` stops a body that fills memory.
    public init(parsing bytes: some Collection<UInt8>, byteLimit: Int) throws(ExchangeError) {
        guard bytes.count <= byteLimit else { throw ExchangeError(.tooLarge, "at most \(byteLimit) bytes") }
        let bytes = Array(bytes)
        let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 3 else { throw ExchangeError(.notCompact, "three parts between two points") }
        guard parts[0].count <= ExchangeLimits.headerByteCount else {
            throw ExchangeError(.headerTooLarge, "a header of at most \(ExchangeLimits.headerByteCount) bytes")
        }
        guard let header = Base64.url.decode(parts[0]), let payload = Base64.url.decode(parts[1]),
            let signature = Base64.url.decode(parts[2])
        else { throw ExchangeError(.notCompact, "parts in base64url without padding") }
        self.header = try ProtectedHeader(bytes: header)
        self.payload = payload
        signatureBytes = signature
        signingInput = Array(bytes[..<parts[1].endIndex])
    }

    /// The payload as JSON whose outermost value is an object, within the limits of every message.
    public func claims() throws(ExchangeError) -> JSONCursor {
        do throws(JSONReadingError) {
            let limits = ExchangeLimits.json(byteCount: payload.count)
            let json = JSONCursor(try JSONParser.parse(payload, limits: limits))
            guard case .object = json.value else { throw json.error(.wrongType, "expected an object") }
            return json
        } catch {
            throw ExchangeError(.unreadable, error.description)
        }
    }

    /// Whether this is a signature by `key` over exactly this message, in the key's own algorithm.
    public func isSigned(by key: PublicKey, _ verifier: any SignatureVerifying) -> Bool {
        guard let signature = Signature(bytes: signatureBytes) else { return false }
        return verifier.isValid(signature, over: signingInput, by: key)
    }

    /// The compact form of a payload, signed. Throws what the signer throws.
    public static func sign(_ payload: [UInt8], as type: MessageType, with signer: any Signer) async throws -> [UInt8] {
        let header = ProtectedHeader(type, signer: signer).json.canonicalBytes
        var bytes = Base64.url.encodeToUTF8(header)
        bytes.append(UInt8(ascii: "."))
        bytes += Base64.url.encodeToUTF8(payload)
        let signature = try await signer.sign(bytes)
        bytes.append(UInt8(ascii: "."))
        bytes += Base64.url.encodeToUTF8(signature.bytes)
        return bytes
    }
}

extension SignatureSuite {
    /// The suite that has this JWS `alg`; `nil` for any other text.
    public init?(algorithmName: String) {
        guard let suite = Self.allCases.first(where: { $0.acceptedAlgorithmNames.contains(algorithmName) }) else {
            return nil
        }
        self = suite
    }
}
