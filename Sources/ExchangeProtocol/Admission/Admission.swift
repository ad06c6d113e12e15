public import VerificationDomain

/// The rules by which a region takes a query: nine steps, of which the first that fails decides.
///
/// Pure. Steps 1 to 4 are `authenticate`, 7 to 9 are `authorise`; between them the caller asks its store about replays
/// (`ReplayDecision`) and its counters about quotas (`TokenBucket`).
public struct Admission: Sendable {
    public let registry: VerifiedRegistry
    /// The region that answers.
    public let region: ProvinceCode
    private let verifier: any SignatureVerifying
    private let digests: any Digesting

    public init(
        registry: VerifiedRegistry,
        region: ProvinceCode,
        verifier: any SignatureVerifying,
        digests: any Digesting
    ) {
        self.registry = registry
        self.region = region
        self.verifier = verifier
        self.digests = digests
    }

    /// Steps 1 to 4: form, peer, signature, audience and time.
    public func authenticate(_ request: InboundRequest, at now: Timestamp) -> Admitted<AuthenticatedQuery> {
        let message: ParsedQuery
        switch ParsedQuery.read(request, limits: registry.limits) {
        case .admitted(let parsed): message = parsed
        case .rejected(let rejection): return .rejected(rejection)
        }
        guard let issuer = issuer(of: message, carrier: request.carrier, at: now) else {
            return .rejected(.problem(peerProblem(at: now)))
        }
        let key: RegisteredKey
        switch signingKey(of: message, issuer: issuer, at: now) {
        case .admitted(let found): key = found
        case .rejected(let rejection): return .rejected(rejection)
        }
        let digest = digests.digest(request.bytes, key.suite.digestAlgorithm)
        let envelope = EnvelopeCheck(issuer: issuer, audience: region, digest: digest, key: key)
        return envelope.check(message, bytes: request.bytes, at: now)
    }

    /// Step 2: the region that the message says it is from, when the carrier may speak for it and the registry is
    /// fresh.
    private func issuer(
        of message: ParsedQuery,
        carrier: InboundRequest.Carrier,
        at now: Timestamp
    ) -> ProvinceCode? {
        guard registry.isFresh(at: now), case .string(let text)? = message.claims.value["iss"],
            let issuer = ProvinceCode(text), registry.region(issuer) != nil
        else { return nil }
        switch carrier {
        case .tls(let certificate): return registry.isCarrier(certificate, of: issuer) ? issuer : nil
        case .inProcess(let own): return own == issuer && own == region ? issuer : nil
        case .unidentified: return nil
        }
    }

    private func peerProblem(at now: Timestamp) -> ProblemDetails {
        guard registry.isFresh(at: now) else {
            return ProblemDetails(.registryExpired, "send the query again after this region has renewed its registry")
        }
        return ProblemDetails(
            .unknownPeer,
            "iss: expected a region of the registry whose TLS certificate, or a gateway of it, carries the query"
        )
    }

    /// Step 3: the registered key decides the algorithm; the header may only agree with it.
    private func signingKey(
        of message: ParsedQuery,
        issuer: ProvinceCode,
        at now: Timestamp
    ) -> Admitted<RegisteredKey> {
        let header = message.jws.header
        switch registry.signingKey(header.keyIdentifier, of: issuer, at: now) {
        case .refused(let refusal):
            return .rejected(.problem(ProblemDetails(.unknownKey, "kid: the key is \(refusal.rawValue)")))
        case .found(let key):
            guard key.suite.acceptedAlgorithmNames.contains(header.algorithm) else {
                return .rejected(.problem(ProblemDetails(.headerDisagrees, "alg: expected that of the registered key")))
            }
            guard message.jws.isSigned(by: key.publicKey, verifier) else {
                return .rejected(.problem(ProblemDetails(.badSignature, "sign the exact bytes that are sent")))
            }
            return .admitted(key)
        }
    }

    /// Steps 7 to 9: agreement, authorisations, subjects and counts. Nothing may be looked up before this.
    public func authorise(_ query: AuthenticatedQuery, at now: Timestamp) -> Admitted<PermittedQuery> {
        do {
            let scope = try AgreementCheck(query: query, registry: registry, region: region).scope(on: now.date)
            let pairs = try AuthorisationCheck(query: query, region: region).pairs(scope, on: now.date)
            let content = try SubjectCheck(query: query, limits: registry.limits).content()
            return .admitted(
                PermittedQuery(
                    query: content,
                    digest: query.digest,
                    permitted: pairs.permitted.sorted(),
                    forbidden: pairs.forbidden,
                    limits: registry.limits
                )
            )
        } catch {
            return .rejected(.refusal(query.refusal(error.code, detail: error.detail)))
        }
    }
}

/// Why a step of `authorise` ends admission: a value with a reason, thrown only inside this module.
struct StepRefusal: Error {
    let code: RefusalCode
    let detail: String

    init(_ code: RefusalCode, _ detail: String? = nil) {
        self.code = code
        self.detail = detail ?? code.usualDetail
    }

    /// A claim that this step needs and cannot read.
    init(_ error: JSONReadingError) { self.init(.malformedQuery, error.description) }
}
