import ExchangeProtocol
import OpenSSLCrypto
import TestSupport
import Testing
import VerificationDomain

@testable import hedui

@Suite("A node takes a registry that counts, and signs with the key that this registry lists for it")
struct NodeRegistryTests {
    private let file: ConfigurationFile
    private let federation: TestFederation

    init() async throws {
        file = try ConfigurationFile()
        federation = try await TestFederation()
        try file.folder.write(federation.registry.bytes, to: "registry.jwt")
    }

    private func load(_ configuration: NodeConfiguration, at time: Timestamp) throws -> VerifiedRegistry {
        try NodeRegistry.load(
            configuration,
            rootKey: federation.rootKey,
            verifier: TestFederation.verifier,
            at: time
        )
    }

    @Test("an expired registry counts for the configured grace and no longer; without grace not at all")
    func grace() throws {
        let expiry = federation.registry.content.expiresAt
        let patient = try file.load(adding: "  graceSeconds: 60", behind: "  file: registry.jwt")
        for (configuration, seconds) in [(patient, 60), (try file.load(), 0)] as [(NodeConfiguration, Int64)] {
            #expect(try load(configuration, at: expiry.adding(seconds: seconds)).serial == 3)
            let failure = #expect(throws: CommandFailure.self) {
                try load(configuration, at: expiry.adding(seconds: seconds + 1))
            }
            #expect(failure?.status == .configuration)
            #expect(failure?.description.contains("registry.jwt: ") == true)
            #expect(failure?.description.contains("registry has expired") == true)
        }
    }

    /// Expects the signing key to be turned away in these words.
    private func expectRefusal(
        _ signer: KeyFileSigner,
        _ configuration: NodeConfiguration,
        at time: Timestamp = TestFederation.now,
        _ words: String
    ) {
        let failure = #expect(throws: CommandFailure.self) {
            try NodeRegistry.check(signer, configuration, federation.registry, at: time)
        }
        #expect(failure?.status == .keyProblem)
        #expect(failure?.description.contains(words) == true, "\(failure?.description ?? "")")
    }

    @Test("the key that the registry lists is the key to sign with")
    func fits() throws {
        let (signer, configuration) = (try TestFederation.signer(.shanghai), try file.load())
        #expect(throws: Never.self) {
            try NodeRegistry.check(signer, configuration, federation.registry, at: TestFederation.now)
        }
    }

    @Test("a key of another suite than keys.suite says is refused with both suites")
    func suite() throws {
        let configuration = try file.load(replacing: "suite: sm2-sm3", with: "suite: es256")
        expectRefusal(
            try TestFederation.signer(.shanghai),
            configuration,
            "keys/signing.key.pem: holds a sm2-sm3 key, not es256 as keys.suite says"
        )
    }

    @Test("a key other than the registry lists under its name is refused")
    func otherKey() throws {
        expectRefusal(
            try TestFederation.signer("stranger"),
            try file.load(),
            "keys/signing.key.pem: is not the key that the registry lists as sm2.310000"
        )
    }

    @Test(
        "a name that the registry does not list for the region is refused, another region's too",
        arguments: ["sm2.310001", "sm2.320000"]
    )
    func unknownName(name: String) throws {
        expectRefusal(
            try TestFederation.signer(.shanghai),
            try file.load(replacing: "sm2.310000", with: name),
            "keys.signingKeyId: \(name) is unknown in the registry for 310000"
        )
    }

    @Test("a key whose time has ended, or has not come, is refused")
    func wrongTime() throws {
        let (signer, configuration) = (try TestFederation.signer(.shanghai), try file.load())
        for (days, reason) in [(301, "expired"), (-31, "notYetValid")] as [(Int64, String)] {
            expectRefusal(
                signer,
                configuration,
                at: TestFederation.now.adding(seconds: days * 86_400),
                "keys.signingKeyId: sm2.310000 is \(reason) in the registry for 310000"
            )
        }
    }
}
