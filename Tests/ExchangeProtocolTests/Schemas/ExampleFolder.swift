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
        let file = url.appending(path: name)
        if let data = try? Data(contentsOf: file) { return Array(data) }
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        let bytes = try await make()
        try Data(bytes).write(to: file)
        Issue.record("\(suite.rawValue)/\(name) was missing and has been written: look at it, then run the tests again")
        return bytes
    }

    func query() async throws -> SignedQuery {
        try SignedQuery(rereading: await bytes("query.jwt") { try await ExampleQuery.signed(suite).bytes })
    }

    /// The answer that this code makes to the query of the folder.
    func freshAnswer(to query: SignedQuery) async throws -> SignedAnswer {
        let permitted = try ExampleExchange.admit(query, admission: try await federation.admission())
        return try await ExampleExchange.builder(suite, signer: federation.answeringSigner).answer(
            to: permitted,
            findings: ExampleFindings.all(),
            at: federation.now
        )
    }

    func answer(to query: SignedQuery) async throws -> [UInt8] {
        try await bytes("answer.sd-jwt") { try await freshAnswer(to: query).bytes }
    }

    func freshReceipt(for query: SignedQuery) async throws -> SignedReceipt {
        try await SignedReceipt.sign(StatementTests.receipt(query), with: federation.answeringSigner)
    }

    func freshRefusal(for query: SignedQuery) async throws -> SignedRefusal {
        try await SignedRefusal.sign(StatementTests.refusal(query), with: federation.answeringSigner)
    }

    /// The public keys of both regions.
    func keySet() throws -> KeySet {
        KeySet(
            try [federation.askingSigner, federation.answeringSigner].map {
                KeySet.Entry(keyIdentifier: $0.keyIdentifier, key: JSONWebKey($0.publicKey))
            }
        )
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

    /// The digest of each file's bytes, and of the answer's signed part.
    func digests(query: [UInt8], answer: [UInt8], receipt: [UInt8], refusal: [UInt8]) throws -> JSONValue {
        func digest(_ bytes: [UInt8]) -> JSONValue {
            .string(ExampleFederation.digests.digest(bytes, suite.digestAlgorithm).description)
        }
        return .object([
            "query.jwt": digest(query), "answer.sd-jwt": digest(answer),
            "answer.sd-jwt signed part": digest(try Dissection(answer).signedPart), "receipt.jwt": digest(receipt),
            "refusal.jwt": digest(refusal),
        ])
    }
}
