public import VerificationDomain

/// A federation registry as it came: bytes that nobody has checked.
public struct UnverifiedRegistry: Sendable, Hashable {
    public let bytes: [UInt8]

    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The registry, once the root key's signature, its serial and its time have been checked.
    ///
    /// `minimumSerial` is the highest serial seen so far; `graceSeconds` is how long an expired registry still counts.
    public func verify(
        rootKey: PublicKey,
        at now: Timestamp,
        minimumSerial: Int64,
        graceSeconds: Int64,
        verifier: any SignatureVerifying
    ) throws(RegistryError) -> VerifiedRegistry {
        let jws = try parse()
        guard jws.header.type == MessageType.registry.rawValue else { throw RegistryError(.wrongType) }
        guard rootKey.suite.acceptedAlgorithmNames.contains(jws.header.algorithm) else {
            throw RegistryError(.headerDisagrees)
        }
        guard jws.isSigned(by: rootKey, verifier) else { throw RegistryError(.badSignature) }
        let content = try content(of: jws)
        guard content.serial >= minimumSerial else {
            throw RegistryError(.serialWentBack, "serial \(content.serial) after \(minimumSerial)")
        }
        guard content.issuedAt <= now.adding(seconds: ExchangeLimits.clockToleranceSeconds) else {
            throw RegistryError(.notYetValid)
        }
        let registry = VerifiedRegistry(bytes: bytes, content: content, graceSeconds: max(0, graceSeconds))
        guard registry.isFresh(at: now) else { throw RegistryError(.expired) }
        return registry
    }

    private func parse() throws(RegistryError) -> CompactJWS {
        do {
            return try CompactJWS(parsing: bytes, byteLimit: ExchangeLimits.registryByteCount)
        } catch {
            throw RegistryError(.malformed, error.description)
        }
    }

    private func content(of jws: CompactJWS) throws(RegistryError) -> FederationRegistry {
        do {
            return try FederationRegistry(json: try jws.claims())
        } catch let error as JSONReadingError {
            throw RegistryError(.malformed, error.description)
        } catch let error as ExchangeError {
            throw RegistryError(.malformed, error.context)
        } catch {
            throw RegistryError(.malformed)
        }
    }
}

extension FederationRegistry {
    /// The signed form of this registry, by the joint conference's root key. Throws what the signer throws.
    public func signed(with signer: any Signer) async throws -> UnverifiedRegistry {
        let bytes = try await CompactJWS.sign(json.canonicalBytes, as: .registry, with: signer)
        guard bytes.count <= ExchangeLimits.registryByteCount else {
            throw ExchangeError(.tooLarge, "a registry of at most \(ExchangeLimits.registryByteCount) bytes")
        }
        return UnverifiedRegistry(bytes)
    }
}
