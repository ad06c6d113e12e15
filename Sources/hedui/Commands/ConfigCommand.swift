import ArgumentParser
import ExchangeProtocol
import Foundation
import LocalSources
import OpenSSLCrypto
import RecordStore
import VerificationDomain

/// Checks configurations.
struct ConfigCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "Check a node's configuration.",
        subcommands: [Validate.self]
    )

    struct Validate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Open everything that hedui.yaml names, and read every register row once.",
            discussion:
                "Certificates, keys, registry, rule packs, mapping and registers; whatever is wrong is one line."
        )

        @OptionGroup var options: NodeOption
        @OptionGroup var output: OutputOption

        func run() async throws {
            try await CommandFrame.run {
                let configuration = try options.load()
                let now = SystemClock().now()
                let expiry = try NodeCertificates(configuration).check(at: now)
                let node = try await Node.open(configuration)
                let checks = try await node.registers().check()
                try await node.store.close()
                var isClean = true
                for check in checks where !check.isClean {
                    isClean = false
                    Console.standard.note(
                        "✘ \(check.item.rawValue), table \(check.table): \(check.faults.joined(separator: "; "))"
                    )
                }
                guard isClean else {
                    throw CommandFailure(.configuration, "registers: some rows cannot be used; the lines above say why")
                }
                let rows = checks.reduce(0) { $0 + $1.rowCount }
                if output.json {
                    let json = JSONValue.object([
                        "valid": true, "region": .string(configuration.region.text),
                        "registerRows": .integer(Int64(rows)),
                        "rulePacks": .integer(Int64(node.rulePacks.count)),
                        "certificateExpires": .string(expiry.description),
                    ])
                    Console.standard.line(json.canonicalText)
                } else {
                    Console.standard.line(
                        "✔ \(configuration.region.name): registry \(node.registry.serial), \(node.rulePacks.count) "
                            + "rule packs, \(checks.count) registers with \(rows) rows, valid until \(expiry.date)"
                    )
                }
            }
        }
    }
}

/// The node's TLS certificate: whose it is, by whom, until when.
struct NodeCertificates {
    private static let byteLimit = Certificate.byteLimit * 4
    private let tls: NodeConfiguration.TLS

    init(_ configuration: NodeConfiguration) { tls = configuration.tls }

    /// Checks who may read the key and verifies the chain; returns when the certificate expires.
    func check(at now: Timestamp) throws -> Timestamp {
        try TLSKeyFile(path: tls.key).check()
        let chain = try chain()
        let roots = try Certificate.bundle(
            pem: try FileContents.read(tls.authorities, limit: Self.byteLimit, what: "tls.authorities")
        )
        let leaf = try leaf(chain)
        do {
            _ = try CertificateChainVerifier(trustRoots: roots).verify(
                leaf,
                intermediates: Array(chain.dropFirst()),
                purpose: .tlsServer,
                at: now
            )
        } catch {
            throw CommandFailure(.configuration, "tls.certificate: \(tls.certificate): \(error.description)")
        }
        return leaf.notAfter
    }

    /// Compares the certificate with what the registry tells the peers: they would turn away any other.
    func check(against registry: VerifiedRegistry, region: ProvinceCode) throws {
        let leaf = try leaf(try chain())
        let listed = registry.region(region)?.tls ?? []
        guard let identity = listed.first(where: { $0.certificate == leaf.fingerprint }) else {
            throw CommandFailure(
                .configuration,
                "tls.certificate: \(tls.certificate) (\(leaf.fingerprint)) is none that the registry lists for "
                    + "\(region): "
                    + "use the listed certificate, or have this one listed first"
            )
        }
        guard identity.publicKey == leaf.publicKeyFingerprint else {
            throw CommandFailure(
                .configuration,
                "tls.certificate: the registry lists \(tls.certificate) for \(region) with another public key than its "
                    + "own (\(leaf.publicKeyFingerprint)): no peer would connect; have the registry corrected"
            )
        }
    }

    private func chain() throws -> [Certificate] {
        try Certificate.bundle(
            pem: try FileContents.read(tls.certificate, limit: Self.byteLimit, what: "tls.certificate")
        )
    }

    private func leaf(_ chain: [Certificate]) throws -> Certificate {
        guard let leaf = chain.first else {
            throw CommandFailure(.configuration, "tls.certificate: \(tls.certificate) holds no certificate")
        }
        return leaf
    }
}
