public import VerificationDomain

/// A query as signed bytes: what travels, what is stored, and what an answer is bound to.
///
/// Made by signing, or read again from our own storage; a query of a peer is an `AuthenticatedQuery` instead.
public struct SignedQuery: Sendable, Hashable {
    public let bytes: [UInt8]
    public let query: ExchangeQuery
    public let keyIdentifier: KeyIdentifier
    public let suite: SignatureSuite

    /// Signs a query. Throws `ExchangeError.tooLarge`, or what the signer throws.
    public static func sign(_ query: ExchangeQuery, with signer: any Signer) async throws -> SignedQuery {
        let bytes = try await CompactJWS.sign(query.json.canonicalBytes, as: .query, with: signer)
        guard bytes.count <= ExchangeLimits.queryByteCount else {
            throw ExchangeError(.tooLarge, "a query of at most \(ExchangeLimits.queryByteCount) bytes")
        }
        return SignedQuery(
            bytes: bytes,
            query: query,
            keyIdentifier: signer.keyIdentifier,
            suite: signer.publicKey.suite
        )
    }

    /// Reads a query that we signed and stored ourselves; its signature is not checked again.
    public init(rereading bytes: [UInt8]) throws(ExchangeError) {
        let jws = try CompactJWS(parsing: bytes, byteLimit: ExchangeLimits.queryByteCount)
        guard jws.header.type == MessageType.query.rawValue else {
            throw ExchangeError(.wrongType, MessageType.query.rawValue)
        }
        guard let suite = SignatureSuite(algorithmName: jws.header.algorithm) else {
            throw ExchangeError(.unknownAlgorithm, "SM2-SM3, ES256, Ed25519")
        }
        do {
            query = try ExchangeQuery(json: jws.claims())
        } catch let error as JSONReadingError {
            throw ExchangeError(.unreadable, error.description)
        } catch let error as ExchangeError {
            throw error
        } catch {
            throw ExchangeError(.unreadable, "the claims")
        }
        self.bytes = bytes
        self.suite = suite
        keyIdentifier = jws.header.keyIdentifier
    }

    private init(bytes: [UInt8], query: ExchangeQuery, keyIdentifier: KeyIdentifier, suite: SignatureSuite) {
        self.bytes = bytes
        self.query = query
        self.keyIdentifier = keyIdentifier
        self.suite = suite
    }

    /// The digest of the exact bytes by the suite's digest algorithm: what an answer calls `queryHash`.
    public func digest(_ digests: any Digesting) -> Digest { digests.digest(bytes, suite.digestAlgorithm) }
}
