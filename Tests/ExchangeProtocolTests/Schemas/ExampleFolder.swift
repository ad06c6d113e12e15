import ExchangeProtocol
import Foundation
import TestSupport
import Testing
import VerificationDomain

/// The worked exchange of one suite in `schemas/examples/<suite>`.
///
/// A file that is missing is written and the test that needed it fails once, so that deleting the folder and running
/// the tests twice makes it anew. What is there is only compared.
struct ExampleFolder {
    let suite: SignatureSuite
    let federation: ExampleFederation

    init(_ suite: SignatureSuite) {
        self.suite = suite
        federation = ExampleFederation(suite)
    }

    private var url: URL { SchemaFolder.url.appending(path: "examples/\(suite.rawValue)") }

    /// The bytes of a file; written from `make` when there is none.
    func bytes(_ name: String, make: () async throws -> [UInt8]) async throws -> [UInt8] {
        try await Self.bytes(url.appending(path: name), make: make)
    }

    static func bytes(_ file: URL, make: () async throws -> [UInt8]) async throws -> [UInt8] {
        if let data = try? Data(contentsOf: file) { return Array(data) }
        let folder = file.deletingLastPathComponent()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let bytes = try await make()
        try Data(bytes).write(to: file)
        Issue.record("\(file.lastPathComponent) was missing and has been written: look at it, then run the tests again")
        return bytes
    }

    /// The digest of each file's bytes, and of the answers' signed parts.
    func digests() async throws -> JSONValue {
        var members: [JSONValue.Member] = []
        func add(_ name: String, _ bytes: [UInt8]) {
            let digest = ExampleFederation.digests.digest(bytes, suite.digestAlgorithm)
            members.append(JSONValue.Member(name, .string(digest.description)))
        }
        for variant in [nil] + ExampleVariant.allCases {
            let query = try await query(variant)
            let answer = try await answer(to: query, variant)
            add(Self.name(variant, "query.jwt"), query.bytes)
            add(Self.name(variant, "answer.sd-jwt"), answer)
            add(Self.name(variant, "answer.sd-jwt") + " signed part", try Dissection(answer).signedPart)
        }
        add("receipt.jwt", try await receipt())
        add("refusal.jwt", try await refusal())
        add("capabilities.jwt", try await capabilities())
        add("registry.jwt", try await signedRegistry())
        add("root.jwk.json", try await bytes("root.jwk.json") { try rootKey().json.canonicalBytes })
        return .object(members)
    }

    /// `query.jwt`, or `partial.query.jwt` for a variant.
    static func name(_ variant: ExampleVariant?, _ name: String) -> String {
        variant.map { "\($0.rawValue).\(name)" } ?? name
    }
}

/// Queries and answers.
extension ExampleFolder {
    func freshQuery(_ variant: ExampleVariant? = nil) async throws -> SignedQuery {
        guard let variant else { return try await ExampleQuery.signed(suite) }
        return try await variant.signed(suite)
    }

    func query(_ variant: ExampleVariant? = nil) async throws -> SignedQuery {
        let name = Self.name(variant, "query.jwt")
        return try SignedQuery(rereading: await bytes(name) { try await freshQuery(variant).bytes })
    }

    /// The answer that this code makes to a query of the folder.
    func freshAnswer(to query: SignedQuery, _ variant: ExampleVariant? = nil) async throws -> SignedAnswer {
        let permitted = try ExampleExchange.admit(query, admission: try await admission())
        let builder = try ExampleExchange.builder(suite, signer: federation.answeringSigner, variant: variant)
        return try await builder.answer(
            to: permitted,
            findings: variant?.findings() ?? ExampleFindings.all(),
            at: federation.now
        )
    }

    func answer(to query: SignedQuery, _ variant: ExampleVariant? = nil) async throws -> [UInt8] {
        try await bytes(Self.name(variant, "answer.sd-jwt")) { try await freshAnswer(to: query, variant).bytes }
    }

    /// Every disclosure with its digest, salt and record.
    func disclosures(of answer: [UInt8]) throws -> JSONValue {
        let limits = JSONLimits(byteCount: 1 << 20)
        return .array(
            try Dissection(answer).disclosures.map { text in
                let pair = try JSONParser.parse(Base64.url.decode(text) ?? [], limits: limits)
                let digest = ExampleFederation.digests.digest(Array(text.utf8), suite.digestAlgorithm)
                return .object([
                    "digest": .string(digest.base64URL), "disclosure": .string(text), "salt": pair.elements[0],
                    "record": pair.elements[1],
                ])
            }
        )
    }
}

/// Receipt, refusal and capabilities.
extension ExampleFolder {
    func freshReceipt(for query: SignedQuery) async throws -> SignedReceipt {
        try await SignedReceipt.sign(StatementTests.receipt(query), with: federation.answeringSigner)
    }

    func freshRefusal(for query: SignedQuery) async throws -> SignedRefusal {
        try await SignedRefusal.sign(StatementTests.refusal(query), with: federation.answeringSigner)
    }

    func receipt() async throws -> [UInt8] {
        try await bytes("receipt.jwt") { try await freshReceipt(for: query()).bytes }
    }

    func refusal() async throws -> [UInt8] {
        try await bytes("refusal.jwt") { try await freshRefusal(for: query()).bytes }
    }

    /// What the answering region of the published registry says about itself.
    func freshCapabilities() async throws -> SignedCapabilities {
        let now = federation.now
        let registry = try ExampleFederation.published()
        let items = registry.regions.first { $0.region == federation.answering }?.items
        let window = Capabilities.MaintenanceWindow(
            from: now.adding(seconds: 4 * 86_400),
            to: now.adding(seconds: 4 * 86_400 + 7200)
        )
        let capabilities = Capabilities(
            issuer: federation.answering,
            issuedAt: now,
            expiresAt: now.adding(seconds: 3600),
            items: try #require(items),
            disclosures: VerificationDomain.Disclosure.allCases,
            limits: registry.limits,
            maintenance: [try #require(window)]
        )
        return try await SignedCapabilities.sign(capabilities, with: federation.answeringSigner)
    }

    func capabilities() async throws -> [UInt8] {
        try await bytes("capabilities.jwt") { try await freshCapabilities().bytes }
    }
}

/// Keys and the registry.
extension ExampleFolder {
    /// The public keys of both regions.
    func keySet() throws -> KeySet {
        KeySet(
            try [federation.askingSigner, federation.answeringSigner].map {
                KeySet.Entry(keyIdentifier: $0.keyIdentifier, key: JSONWebKey($0.publicKey))
            }
        )
    }

    /// The root key of the joint conference, which a node gets out of band.
    func rootKey() throws -> KeySet.Entry {
        let signer = try federation.rootSigner
        return KeySet.Entry(keyIdentifier: signer.keyIdentifier, key: JSONWebKey(signer.publicKey))
    }

    func freshRegistry() async throws -> UnverifiedRegistry {
        try await ExampleFederation.published().signed(with: federation.rootSigner)
    }

    func signedRegistry() async throws -> [UInt8] {
        try await bytes("registry.jwt") { try await freshRegistry().bytes }
    }

    /// The folder's registry, verified by the folder's root key: all trust comes from these two files.
    func registry() async throws -> VerifiedRegistry {
        let root = try await bytes("root.jwk.json") { try rootKey().json.canonicalBytes }
        let json = try JSONParser.parse(root, limits: JSONLimits(byteCount: 4096))
        return try UnverifiedRegistry(await signedRegistry()).verify(
            rootKey: KeySet.Entry(json: JSONCursor(json)).key.publicKey,
            at: federation.now,
            minimumSerial: 1,
            graceSeconds: 0,
            verifier: ExampleFederation.verifier
        )
    }

    func admission() async throws -> Admission {
        Admission(
            registry: try await registry(),
            region: federation.answering,
            verifier: ExampleFederation.verifier,
            digests: ExampleFederation.digests
        )
    }
}
