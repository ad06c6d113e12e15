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
            discussion: "The signature is FILE.jws unless --signature names another. The registry counts as of the "
                + "report's time of issue, also when it has expired since."
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
                output.show(
                    "report \(number) is exactly what \(report.identification.issuer.name) signed at "
                        + "\(report.identification.issuedAt)",
                    json: .object([
                        "holds": true, "reportNo": .string(number),
                        "issuer": .string(report.identification.issuer.text),
                        "issuedAt": .string(report.identification.issuedAt.description),
                    ])
                )
            }
        }

        private func verify(_ bytes: [UInt8], _ statement: [UInt8]) throws -> VerificationReport {
            let verifier = OpenSSLSignatureVerifier()
            let source = try source()
            let registry = try trustedRegistry(source, verifier)
            let report: VerificationReport
            do {
                report = try ReportVerification(registry: registry, verifier: verifier, digests: OpenSSLDigests())
                    .verify(bytes, signature: statement)
            } catch let error as CoordinationError {
                throw CommandFailure(.verificationFailed, error.description)
            } catch let error as ReportSignatureError {
                throw CommandFailure(.verificationFailed, error.description)
            } catch let error as ExchangeError {
                throw CommandFailure(.verificationFailed, "the signature cannot be read: \(error.description)")
            }
            // A report outlives the registry that it was issued under; one that had ended before says nothing of it.
            let issuedAt = report.identification.issuedAt
            guard issuedAt <= registry.content.expiresAt.adding(seconds: source.graceSeconds) else {
                throw CommandFailure(
                    .configuration,
                    "\(source.registry): had expired when the report was issued (\(issuedAt)): fetch a newer one from "
                        + "the joint conference"
                )
            }
            return report
        }

        /// Where trust comes from.
        private struct Source {
            let registry: String
            let rootKey: String
            let graceSeconds: Int64
        }

        private func source() throws -> Source {
            switch (config, registry, rootKey) {
            case (let config?, nil, nil):
                let registry = try NodeConfiguration.load(config).registry
                return Source(registry: registry.file, rootKey: registry.rootKey, graceSeconds: registry.graceSeconds)
            case (nil, let registry?, let rootKey?):
                return Source(registry: registry, rootKey: rootKey, graceSeconds: 0)
            default: throw CommandFailure(.usage, "give either --config, or --registry and --root-key")
            }
        }

        /// The registry whether or not it has expired by now: what counts is the time of issue.
        private func trustedRegistry(_ source: Source, _ verifier: OpenSSLSignatureVerifier) throws -> VerifiedRegistry
        {
            let bytes = try FileContents.read(
                source.registry,
                limit: ExchangeLimits.registryByteCount,
                what: "the federation registry"
            )
            do {
                return try UnverifiedRegistry(bytes).verify(
                    rootKey: try NodeRegistry.rootKey(source.rootKey),
                    at: SystemClock().now(),
                    minimumSerial: 0,
                    graceSeconds: RegistryCommand.graceSeconds,
                    verifier: verifier
                )
            } catch let error as RegistryError {
                throw CommandFailure(.configuration, "\(source.registry): \(error)")
            }
        }
    }
}
