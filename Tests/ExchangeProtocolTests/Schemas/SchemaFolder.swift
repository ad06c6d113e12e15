import Foundation
import Testing
import VerificationDomain

/// The folder `schemas` of the checkout.
struct SchemaFolder {
    enum Failure: Error {
        case unknownKeyword(String)
        case unresolved(String)
    }

    static let url = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "schemas")

    static let fileNames = [
        "query", "answer", "receipt", "refusal", "registry", "capabilities", "record", "common",
    ].map { "\($0).schema.json" }

    private let documents: [String: JSONValue]

    init() throws {
        var documents: [String: JSONValue] = [:]
        for name in Self.fileNames {
            let bytes = Array(try Data(contentsOf: Self.url.appending(path: name)))
            documents[name] = try JSONParser.parse(bytes, limits: JSONLimits(byteCount: 1 << 20))
        }
        self.documents = documents
    }

    /// `query` for `query.schema.json`.
    func schema(_ name: String) throws -> JSONSchema {
        let file = "\(name).schema.json"
        guard let root = documents[file] else { throw Failure.unresolved(file) }
        return JSONSchema(folder: self, file: file, root: root)
    }

    /// A definition of a schema as a schema of its own.
    func definition(_ reference: String) throws -> JSONSchema {
        let parts = reference.split(separator: "#", omittingEmptySubsequences: false).map(String.init)
        let (target, root) = try resolve(
            reference,
            from: schema(parts[0].replacing(".schema.json", with: ""))
        )
        return JSONSchema(folder: self, file: target.file, root: root)
    }

    /// The schema that a `$ref` names: `#/$defs/x` here, or `file` or `file#/$defs/x` beside it.
    func resolve(_ reference: String, from schema: JSONSchema) throws -> (JSONSchema, JSONValue) {
        let parts = reference.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let file = parts[0].isEmpty ? schema.file : parts[0]
        guard let root = documents[file] else { throw Failure.unresolved(reference) }
        var definition = root
        for step in (parts.count > 1 ? parts[1] : "").split(separator: "/") {
            guard let next = definition[String(step)] else { throw Failure.unresolved(reference) }
            definition = next
        }
        return (JSONSchema(folder: self, file: file, root: root), definition)
    }
}
