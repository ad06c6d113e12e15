import ExchangeProtocol
import Foundation
import OpenSSLCrypto
import SyntheticPopulation
import TransparencyLog
import VerificationDomain

/// The demo's four nodes on disk: keys, registers, registry and configuration of each.
struct DemoFederation {
    /// The checkout: certs/, deploy/ and docs/examples/ are read from there.
    let sourceRoot: String
    /// `.hedui/demo`.
    let folder: String
    let population: PopulationPlan
    let suite: SignatureSuite
    let quota: PeerQuota

    let regions = ProvinceCode.yangtzeDelta
    /// The port that the first region listens on when it is free; the others take the next ones.
    let firstPort: Int

    func folder(of region: ProvinceCode) -> String { "\(folder)/\(region)" }
    func configurationPath(of region: ProvinceCode) -> String { "\(folder(of: region))/hedui.yaml" }

    /// Makes everything anew; what an earlier demo left is removed first.
    func prepare(at now: Timestamp) async throws {
        try DemoFolder(path: folder).makeAnew()
        try Shell.run("\(sourceRoot)/certs/make-development-pki.sh", ["\(folder)/pki"] + regions.map(\.text))
        _ = try PopulationWriting(plan: population).write { [folder] in "\(folder)/\($0)/registers.sqlite" }
        var ports: [ProvinceCode: Int] = [:]
        for (index, region) in regions.enumerated() {
            ports[region] = try FreePort.find(preferring: firstPort + index)
            try prepareKeys(region)
            try copySettings(region)
        }
        let registry = try await signedRegistry(ports: ports, at: now)
        for region in regions {
            try FileContents.write(registry, to: "\(folder(of: region))/registry.jwt", mode: 0o644)
            try FileContents.write(
                Array(configuration(region, ports[region] ?? 0).utf8),
                to: configurationPath(of: region)
            )
        }
    }

    private func prepareKeys(_ region: ProvinceCode) throws {
        let keys = "\(folder(of: region))/keys"
        try FileContents.makeFolder(keys, mode: 0o700)
        let names = [
            "tls.key.pem", "tls.cert.pem", "tls-ca.cert.pem", "signing.key.pem", "signing-ca.cert.pem",
            "signing-es256.key.pem", "signing-ed25519.key.pem", "log.key.pem",
        ]
        for name in names {
            try FileContents.copy("\(folder)/pki/\(region)/\(name)", to: "\(keys)/\(name)")
        }
        try FileContents.copy("\(folder)/pki/registry-root/public.pem", to: "\(keys)/registry-root.pem")
        try SymmetricKey.create(file: "\(keys)/key-encryption.key")
        try SymmetricKey.create(file: "\(keys)/index.key")
    }

    private func copySettings(_ region: ProvinceCode) throws {
        let deploy = "\(sourceRoot)/deploy"
        try FileContents.copy("\(deploy)/registers/\(region).yaml", to: "\(folder(of: region))/registers.yaml")
        try FileContents.copy("\(deploy)/rule-packs", to: "\(folder(of: region))/rule-packs")
    }

    private var signingKeyFile: String {
        switch suite {
        case .sm2sm3: "signing.key.pem"
        case .es256: "signing-es256.key.pem"
        case .ed25519: "signing-ed25519.key.pem"
        }
    }

    private func configuration(_ region: ProvinceCode, _ port: Int) -> String {
        """
        # One node of the demo. Paths are relative to this file.
        region: "\(region)"
        node: node-\(region)
        listen: {host: 127.0.0.1, port: \(port)}
        store: store.sqlite
        log: {origin: node-\(region).hedui.test/log/2026, folder: log, key: keys/log.key.pem}
        keys:
          signing: keys/\(signingKeyFile)
          signingKeyId: \(region)-1
          suite: \(suite.rawValue)
          keyEncryption: keys/key-encryption.key
          index: keys/index.key
          sealing: aes-256-gcm
        tls: {certificate: keys/tls.cert.pem, key: keys/tls.key.pem, authorities: keys/tls-ca.cert.pem}
        registry:
          file: registry.jwt
          rootKey: keys/registry-root.pem
          signingAuthorities: keys/signing-ca.cert.pem
        registers: {database: registers.sqlite, mapping: registers.yaml}
        rulePacks: rule-packs
        reports: reports
        deadlines: {legMilliseconds: 30000, checkMilliseconds: 45000}

        """
    }
}

extension DemoFederation {
    /// The registry of the demo's joint conference: valid for 30 days, one agreement between all four.
    private func signedRegistry(ports: [ProvinceCode: Int], at now: Timestamp) async throws -> [UInt8] {
        guard let rootIdentifier = KeyIdentifier("joint-conference-root"),
            let agreementIdentifier = AgreementIdentifier("delta-2026")
        else { throw CommandFailure(.internalError, "the demo's names cannot be used") }
        let agreement = Agreement(
            identifier: agreementIdentifier,
            parties: regions,
            purposes: AssistanceProgramme.allCases,
            items: ItemCategory.allCases,
            disclosures: [.full, .banded],
            validFrom: now.date.adding(days: -30),
            validTo: now.date.adding(days: 365)
        )
        let registry = try FederationRegistry(
            serial: 1,
            issuedAt: now.adding(seconds: -60),
            expiresAt: now.adding(seconds: 30 * 86_400),
            regions: try regions.map { try registered($0, port: ports[$0] ?? 0, at: now) },
            agreements: [agreement]
        )
        let root = try KeyFileSigner(
            file: "\(folder)/pki/registry-root/key.pem",
            keyIdentifier: rootIdentifier
        )
        return try await registry.signed(with: root).bytes
    }

    private func registered(_ region: ProvinceCode, port: Int, at now: Timestamp) throws -> RegisteredRegion {
        let keys = "\(folder(of: region))/keys"
        let signing = try PrivateKey(file: "\(keys)/\(signingKeyFile)")
        let mapping = try DemoRegisters.items(mappingFile: "\(folder(of: region))/registers.yaml")
        let pem = try FileContents.read("\(keys)/tls.cert.pem", limit: 64 * 1024, what: "the TLS certificate")
        guard let keyIdentifier = KeyIdentifier("\(region)-1"),
            let certificate = try Certificate.bundle(pem: pem).first,
            let endpoint = RegisteredEndpoint(kind: .https, url: "https://127.0.0.1:\(port)"),
            let origin = KeyName("node-\(region).hedui.test/log/2026"),
            let identity = TLSIdentity(
                certificate: certificate.fingerprint,
                publicKey: certificate.publicKeyFingerprint
            )
        else { throw CommandFailure(.internalError, "the demo's certificate of \(region) cannot be used") }
        let digests = OpenSSLDigests()
        let log = try VerifierKey(
            name: origin,
            publicKey: try PrivateKey(file: "\(keys)/log.key.pem").publicKey,
            digests: digests
        )
        return RegisteredRegion(
            region: region,
            name: region.name,
            endpoints: [endpoint],
            keys: [
                RegisteredKey(
                    keyIdentifier: keyIdentifier,
                    publicKey: signing.publicKey,
                    notBefore: now.adding(seconds: -3600),
                    notAfter: now.adding(seconds: 365 * 86_400),
                    certificates: try signingChain(region)
                )
            ],
            tls: [identity],
            items: mapping.sorted(),
            quota: quota,
            logKey: log.description,
            parameters: ["tlsName": "node-\(region).hedui.test"]
        )
    }

    /// The certificates of the signing key in DER; the development authority certifies SM2 keys only.
    private func signingChain(_ region: ProvinceCode) throws -> [[UInt8]] {
        guard suite == .sm2sm3 else { return [] }
        let files = ["\(folder)/pki/\(region)/signing.cert.pem", "\(folder)/pki/signing-ca/cert.pem"]
        return try files.flatMap { file in
            let pem = try FileContents.read(file, limit: Certificate.byteLimit, what: "the signing certificate")
            return try Certificate.bundle(pem: pem).map(\.der)
        }
    }
}
