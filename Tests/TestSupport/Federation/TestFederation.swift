public import ExchangeProtocol
public import OpenSSLCrypto
public import VerificationDomain

/// The four provinces with real keys, one agreement and a registry that a real root key signed.
///
/// Every private number is the SHA-256 of a published text, so none of them is a secret.
public struct TestFederation: Sendable {
    /// 2026-11-24 09:00 in China.
    public static let now = Timestamp(seconds: 1_795_482_000)
    public static let digests = OpenSSLDigests()
    public static let verifier = OpenSSLSignatureVerifier()
    public static let agreement = "yrd-2026"

    /// What differs between federations.
    public struct Terms: Sendable {
        public var items = ItemCategory.allCases
        /// Items that one region offers instead.
        public var offered: [ProvinceCode: [ItemCategory]] = [:]
        public var parties = ProvinceCode.yangtzeDelta
        public var agreedItems = ItemCategory.allCases
        public var disclosures: [Disclosure] = [.full]
        public var purposes = AssistanceProgramme.allCases
        public var agreedUntil = CalendarDate("2027-06-30")!
        /// Agreements behind the first one.
        public var furtherAgreements: [Agreement] = []
        public var quota = PeerQuota()
        public var limits = MessageLimits.protocolLimits
        /// Where a region listens, instead of at a name that nobody resolves.
        public var addresses: [ProvinceCode: String] = [:]
        /// The name in the certificate of a region that listens at an address.
        public var tlsNames: [ProvinceCode: String] = [:]
        /// The TLS certificates of a region, instead of invented digests.
        public var tls: [ProvinceCode: TLSIdentity] = [:]

        public init() {}
    }

    public let registry: VerifiedRegistry
    public let rootKey: PublicKey

    public init(_ terms: Terms = Terms()) async throws {
        let root = try Self.signer("root")
        let regions = try ProvinceCode.yangtzeDelta.map { try Self.region($0, terms) }
        let agreement = Agreement(
            identifier: AgreementIdentifier(Self.agreement)!,
            parties: terms.parties,
            purposes: terms.purposes,
            items: terms.agreedItems,
            disclosures: terms.disclosures,
            validFrom: CalendarDate("2026-07-01")!,
            validTo: terms.agreedUntil
        )
        let content = try FederationRegistry(
            serial: 3,
            issuedAt: Self.now.adding(seconds: -86_400),
            expiresAt: Self.now.adding(seconds: 30 * 86_400),
            regions: regions,
            agreements: [agreement] + terms.furtherAgreements,
            limits: terms.limits
        )
        rootKey = root.publicKey
        registry = try await content.signed(with: root).verify(
            rootKey: root.publicKey,
            at: Self.now,
            minimumSerial: 1,
            graceSeconds: 0,
            verifier: Self.verifier
        )
    }

    /// The admission of one region.
    public func admission(of region: ProvinceCode) -> Admission {
        Admission(registry: registry, region: region, verifier: Self.verifier, digests: Self.digests)
    }

    /// The signer of a region by its code, of `root`, or of a stranger by any other name.
    public static func signer(_ role: String) throws -> KeyFileSigner {
        let scalar = digests.digest(Array("hedui test sm2 \(role)".utf8), .sha256).bytes
        return KeyFileSigner(
            privateKey: try PrivateKey(suite: .sm2sm3, scalar: scalar),
            keyIdentifier: KeyIdentifier("sm2.\(role)")!
        )
    }

    public static func signer(_ region: ProvinceCode) throws -> KeyFileSigner { try signer(region.text) }

    /// The digest of the TLS certificate of a region, or of a stranger.
    public static func certificate(_ role: String) -> Digest {
        digests.digest(Array("hedui test certificate \(role)".utf8), .sha256)
    }

    private static func region(_ code: ProvinceCode, _ terms: Terms) throws -> RegisteredRegion {
        let signer = try signer(code)
        let key = RegisteredKey(
            keyIdentifier: signer.keyIdentifier,
            publicKey: signer.publicKey,
            notBefore: now.adding(seconds: -30 * 86_400),
            notAfter: now.adding(seconds: 300 * 86_400)
        )
        let certificate = certificate(code.text)
        let address = terms.addresses[code] ?? "https://node\(code.text.prefix(2)).example"
        return RegisteredRegion(
            region: code,
            name: code.name,
            endpoints: [RegisteredEndpoint(kind: .https, url: address)!],
            keys: [key],
            tls: [terms.tls[code] ?? TLSIdentity(certificate: certificate, publicKey: certificate)!],
            items: terms.offered[code] ?? terms.items,
            quota: terms.quota,
            parameters: terms.tlsNames[code].map { ["tlsName": $0] } ?? [:]
        )
    }
}
