import ExchangeProtocol
import OpenSSLCrypto
import Testing
import VerificationDomain

/// Two provinces with keys of every suite, one agreement, and one moment.
struct ExampleFederation {
    static let now = Timestamp(seconds: 1_783_299_600)
    static let digests: any Digesting = OpenSSLDigests()
    static let verifier: any SignatureVerifying = OpenSSLSignatureVerifier()

    let suite: SignatureSuite
    let asking = ProvinceCode.shanghai
    let answering = ProvinceCode.jiangsu

    var now: Timestamp { Self.now }

    init(_ suite: SignatureSuite = .ed25519) { self.suite = suite }

    var askingSigner: any Signer { get throws { try ExampleKeys.signer(suite, asking) } }
    var answeringSigner: any Signer { get throws { try ExampleKeys.signer(suite, answering) } }
    var rootSigner: any Signer { get throws { try ExampleKeys.signer(suite, "root") } }

    static func certificate(_ name: String) -> Digest {
        Self.digests.digest(Array("hedui example certificate \(name)".utf8), .sha256)
    }

    private static func tls(_ name: String) throws -> TLSIdentity {
        let publicKey = digests.digest(Array("hedui example public key \(name)".utf8), .sha256)
        return try #require(TLSIdentity(certificate: certificate(name), publicKey: publicKey))
    }

    static func keys(of region: ProvinceCode, revokedAt: Timestamp? = nil) throws -> [RegisteredKey] {
        try SignatureSuite.allCases.map { suite in
            let signer = try ExampleKeys.signer(suite, region)
            return RegisteredKey(
                keyIdentifier: signer.keyIdentifier,
                publicKey: signer.publicKey,
                notBefore: now.adding(seconds: -30 * 86_400),
                notAfter: now.adding(seconds: 300 * 86_400),
                revokedAt: revokedAt
            )
        }
    }

    static func region(
        _ code: ProvinceCode,
        keys: [RegisteredKey]? = nil,
        items: [ItemCategory] = ItemCategory.allCases
    ) throws -> RegisteredRegion {
        RegisteredRegion(
            region: code,
            name: code.name,
            endpoints: [
                try #require(RegisteredEndpoint(kind: .https, url: "https://node\(code.text.prefix(2)).example"))
            ],
            keys: try keys ?? Self.keys(of: code),
            tls: [try tls(code.text)],
            gateways: code == .shanghai ? [try tls("gateway")] : [],
            items: items,
            quota: PeerQuota(perSecond: 10, burst: 20, inFlight: 50),
            logKey: "log.\(code.text)+00000000+AAAA",
            parameters: ["adapter": "https"]
        )
    }

    static func agreement(
        items: [ItemCategory] = [.deposit, .vehicle, .realEstate],
        purposes: [AssistanceProgramme] = [.dibao, .dibaoMargin],
        disclosures: [Disclosure] = [.full, .threshold]
    ) throws -> Agreement {
        Agreement(
            identifier: try #require(AgreementIdentifier("yrd-2026")),
            parties: [.shanghai, .jiangsu],
            purposes: purposes,
            items: items,
            disclosures: disclosures,
            validFrom: try #require(CalendarDate("2026-07-01")),
            validTo: try #require(CalendarDate("2027-06-30"))
        )
    }

    static func content(
        serial: Int64 = 7,
        regions: [RegisteredRegion]? = nil,
        agreements: [Agreement]? = nil,
        limits: MessageLimits = .protocolLimits
    ) throws -> FederationRegistry {
        try FederationRegistry(
            serial: serial,
            issuedAt: now.adding(seconds: -86_400),
            expiresAt: now.adding(seconds: 30 * 86_400),
            regions: try regions ?? [region(.shanghai), region(.jiangsu)],
            agreements: try agreements ?? [agreement()],
            limits: limits
        )
    }

    /// The registry of the published examples: the answering region offers no securities, and its key of last year is
    /// revoked.
    static func published() throws -> FederationRegistry {
        let retired = RegisteredKey(
            keyIdentifier: try #require(KeyIdentifier("ed25519.320000.2025")),
            publicKey: try ExampleKeys.signer(.ed25519, "320000.2025").publicKey,
            notBefore: now.adding(seconds: -400 * 86_400),
            notAfter: now.adding(seconds: 5 * 86_400),
            revokedAt: now.adding(seconds: -30 * 86_400)
        )
        let answering = try region(
            .jiangsu,
            keys: keys(of: .jiangsu) + [retired],
            items: ItemCategory.allCases.filter { $0 != .securities }
        )
        return try content(
            regions: [region(.shanghai), answering],
            agreements: [
                agreement(items: [.deposit, .vehicle, .realEstate, .securities], disclosures: Disclosure.allCases)
            ],
            limits: MessageLimits(subjectCount: 20, recordCount: 2000)
        )
    }

    /// The content signed by the root key and verified again.
    func registry(_ content: FederationRegistry? = nil) async throws -> VerifiedRegistry {
        let root = try rootSigner
        return try await (content ?? Self.content()).signed(with: root).verify(
            rootKey: root.publicKey,
            at: now,
            minimumSerial: 1,
            graceSeconds: 0,
            verifier: Self.verifier
        )
    }

    func admission(_ content: FederationRegistry? = nil) async throws -> Admission {
        Admission(
            registry: try await registry(content),
            region: answering,
            verifier: Self.verifier,
            digests: Self.digests
        )
    }
}
