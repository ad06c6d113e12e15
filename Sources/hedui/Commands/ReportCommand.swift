import ArgumentParser
import Coordination
import ExchangeProtocol
import OpenSSLCrypto
import VerificationDomain

/// Verifies reports without asking the node that issued them.
struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Verify reports.",
        subcommands: [Verify.self]
    )

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Verify report.json against its signature and the federation registry.",
            discussion: "The signature is FILE.jws unless --signature names another."
        )

        @Argument(help: "report.json")
        var file: String
        @Option(help: "The signature file.")
        var signature: String?
        @Option(help: ArgumentHelp("A node's hedui.yaml, for its registry and root key.", valueName: "file"))
        var config: String?
        @Option(help: ArgumentHelp("The federation registry, with --root-key.", valueName: "file"))
        var registry: String?
        @Option(help: ArgumentHelp("The registry's root key (PEM).", valueName: "file"))
        var rootKey: String?
        @OptionGroup var output: OutputOption

        func run() async throws {
            try await CommandFrame.run {
                let bytes = try FileContents.read(
                    file,
                    limit: ReportVerification.limits.byteCount,
                    what: "the report"
                )
                let statement = try FileContents.read(
                    signature ?? "\(file).jws",
                    limit: ReportSignature.byteLimit,
                    what: "the signature"
                )
                let report = try verify(bytes, statement)
                let number = report.identification.number
                if output.json {
                    let json = JSONValue.object([
                        "holds": true, "reportNo": .string(number),
                        "issuer": .string(report.identification.issuer.text),
                        "issuedAt": .string(report.identification.issuedAt.description),
                    ])
                    Console.standard.line(json.canonicalText)
                } else {
                    Console.standard.line(
                        "report \(number) is exactly what \(report.identification.issuer.name) signed at "
                            + "\(report.identification.issuedAt)"
                    )
                }
            }
        }

        private func verify(_ bytes: [UInt8], _ statement: [UInt8]) throws -> VerificationReport {
            let verifier = OpenSSLSignatureVerifier()
            let registry = try trustedRegistry(verifier)
            do {
                return try ReportVerification(registry: registry, verifier: verifier, digests: OpenSSLDigests())
                    .verify(bytes, signature: statement)
            } catch let error as CoordinationError {
                throw CommandFailure(.verificationFailed, error.description)
            } catch let error as ReportSignatureError {
                throw CommandFailure(.verificationFailed, error.description)
            } catch let error as ExchangeError {
                throw CommandFailure(.verificationFailed, "the signature cannot be read: \(error.description)")
            }
        }

        private func trustedRegistry(_ verifier: OpenSSLSignatureVerifier) throws -> VerifiedRegistry {
            let now = SystemClock().now()
            if let config {
                return try NodeRegistry.load(try NodeConfiguration.load(config), verifier: verifier, at: now).0
            }
            guard let registry, let rootKey else {
                throw CommandFailure(.usage, "give --config, or --registry and --root-key")
            }
            let bytes = try FileContents.read(
                registry,
                limit: ExchangeLimits.registryByteCount,
                what: "the federation registry"
            )
            do {
                return try UnverifiedRegistry(bytes).verify(
                    rootKey: try NodeRegistry.rootKey(rootKey),
                    at: now,
                    minimumSerial: 0,
                    graceSeconds: 0,
                    verifier: verifier
                )
            } catch let error as RegistryError {
                throw CommandFailure(.configuration, "\(registry): \(error)")
            }
        }
    }
}
