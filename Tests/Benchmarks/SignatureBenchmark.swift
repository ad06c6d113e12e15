import Foundation
import OpenSSLCrypto
import VerificationDomain

/// Operations a second of one core, for one suite.
struct SignatureRates: Sendable {
    let signs: Double
    let verifies: Double

    /// Exchanges a second that `cores` cores can do when each takes one verification and one signature.
    func ceiling(cores: Double) -> Double { cores / (1 / signs + 1 / verifies) }
}

/// Signs and verifies in a loop on one core, beside `openssl speed` in the same run.
enum SignatureBenchmark {
    private static let seconds = 3.0

    static func run(prints: Bool) async throws -> [SignatureSuite: SignatureRates] {
        var rates: [SignatureSuite: SignatureRates] = [:]
        for suite in SignatureSuite.allCases { rates[suite] = try await measure(suite) }
        guard prints else { return rates }
        let ceilings = try opensslSpeed()
        let rows = SignatureSuite.allCases.map { suite in
            let (own, ceiling) = (rates[suite], ceilings[suite])
            return [
                suite.rawValue, text(own?.signs, ceiling?.signs), text(own?.verifies, ceiling?.verifies),
            ]
        }
        Output.table(
            "Signatures, one core (operations/s, `openssl speed`, part of it)",
            ["suite", "sign", "verify"],
            rows
        )
        return rates
    }

    private static func text(_ own: Double?, _ ceiling: Double?) -> String {
        guard let own, let ceiling, ceiling > 0 else { return "not measured" }
        return "\(Output.count(own)) · \(Output.count(ceiling)) · \(Output.percent(own / ceiling))"
    }

    private static func measure(_ suite: SignatureSuite) async throws -> SignatureRates {
        let message = SystemRandom().bytes(32)
        guard let identifier = KeyIdentifier("bench") else { throw Command.Failed(program: "bench", status: 1) }
        let signer = KeyFileSigner(privateKey: try PrivateKey.generate(suite), keyIdentifier: identifier)
        let verifier = OpenSSLSignatureVerifier()
        let signature = try await signer.sign(message)
        let signs = try await rate { _ = try await signer.sign(message) }
        let verifies = await rate {
            precondition(verifier.isValid(signature, over: message, by: signer.publicKey))
        }
        return SignatureRates(signs: signs, verifies: verifies)
    }

    private static func rate(_ operation: () async throws -> Void) async rethrows -> Double {
        var count = 0
        let start = ContinuousClock.now
        var elapsed = 0.0
        while elapsed < seconds {
            for _ in 0..<50 { try await operation() }
            count += 50
            elapsed = (ContinuousClock.now - start).seconds
        }
        return Double(count) / elapsed
    }

    /// Lines of `-mr` are `+F<kind>:<index>:<bits>[:<name>]:<signs/s>:<verifies/s>`.
    private static func opensslSpeed() throws -> [SignatureSuite: SignatureRates] {
        let arguments = ["speed", "-mr", "-seconds", "3", "ecdsap256", "ed25519", "sm2"]
        var rates: [SignatureSuite: SignatureRates] = [:]
        let kinds: [String: SignatureSuite] = ["+F4": .es256, "+F6": .ed25519, "+F7": .sm2sm3]
        for line in try Command.output("/usr/bin/openssl", arguments).split(separator: "\n") {
            let fields = line.split(separator: ":").map(String.init)
            guard let kind = fields.first, let suite = kinds[kind], fields.count >= 5,
                let signs = Double(fields[fields.count - 2]), let verifies = Double(fields[fields.count - 1])
            else { continue }
            rates[suite] = SignatureRates(signs: signs, verifies: verifies)
        }
        return rates
    }
}
