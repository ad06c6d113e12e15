import ExchangeProtocol
import TestSupport
import Testing
import VerificationDomain

@Suite("schemas/exchange.openapi.yaml describes the endpoint as it is, and nothing else")
struct OpenAPITests {
    static let file = "exchange.openapi.yaml"

    let document: JSONValue
    let schemas: SchemaValidator

    init() throws {
        document = try JSONValue(yaml: SchemaFolder.text("schemas/\(Self.file)"))
        schemas = try SchemaFolder.validator()
    }

    private func names(_ value: JSONValue?) -> Set<String> {
        guard case .object(let members)? = value else { return [] }
        return Set(members.map(\.name))
    }

    /// Every value below this one, itself included.
    private func values(_ value: JSONValue) -> [JSONValue] {
        switch value {
        case .object(let members): [value] + members.flatMap { values($0.value) }
        case .array(let elements): [value] + elements.flatMap(values)
        default: [value]
        }
    }

    private func resolve(_ reference: String) -> JSONValue? {
        guard reference.hasPrefix("#/") else { return nil }
        return reference.dropFirst(2).split(separator: "/").reduce(document) { $0?[String($1)] }
    }

    private func text(_ value: JSONValue?) -> String? { if case .string(let text)? = value { text } else { nil } }

    /// The value itself, or what its `$ref` names.
    private func target(_ value: JSONValue?) -> JSONValue? {
        text(value?["$ref"]).map { resolve($0) } ?? value
    }

    private func responses(_ path: String, _ method: String) -> JSONValue? {
        document["paths"]?[path]?[method]?["responses"]
    }

    private func media(_ path: String, _ method: String, _ status: Int) -> JSONValue? {
        target(responses(path, method)?[String(status)])?["content"]
    }

    @Test("every reference resolves, and every component is used")
    func references() {
        let used = Set(values(document).compactMap { text($0["$ref"]) })
        #expect(used.count > 20)
        for reference in used { #expect(resolve(reference) != nil, "\(reference)") }
        for kind in names(document["components"]) where kind != "securitySchemes" {
            for name in names(document["components"]?[kind]) {
                #expect(used.contains("#/components/\(kind)/\(name)"), "\(kind)/\(name)")
            }
        }
        let schemes = (document["security"]?.elements ?? []).flatMap { names($0) }
        #expect(Set(schemes) == names(document["components"]?["securitySchemes"]))
    }

    @Test("its paths and methods are those that the routes register")
    func routes() throws {
        let source = try SchemaFolder.text("Sources/HTTPService/Exchange/ExchangeRoutes.swift")
        let registered = source.matches(of: /router\.(get|post|put|patch|delete|head|on)\("([^"]*)"/).map { match in
            let path = match.output.2.split(separator: "/", omittingEmptySubsequences: false)
                .map { $0.hasPrefix(":") ? "{\($0.dropFirst())}" : String($0) }
            return "\(match.output.1) \(path.joined(separator: "/"))"
        }
        #expect(registered.count >= 5)
        var described: Set<String> = []
        for path in names(document["paths"]) {
            for method in names(document["paths"]?[path]) { described.insert("\(method) \(path)") }
        }
        #expect(described == Set(registered))
    }

    @Test("its operations have names of their own and describe their parameters")
    func operations() {
        var identifiers: [String] = []
        for path in names(document["paths"]) {
            for method in names(document["paths"]?[path]) {
                let operation = document["paths"]?[path]?[method]
                if let identifier = text(operation?["operationId"]) { identifiers.append(identifier) }
                let parameters = (operation?["parameters"]?.elements ?? []).compactMap { text($0["name"]) }
                let inPath = path.matches(of: /\{([^}]*)\}/).map { String($0.output.1) }
                #expect(parameters == inPath, "\(path)")
            }
        }
        #expect(identifiers.count == 5)
        #expect(Set(identifiers).count == identifiers.count)
    }

    @Test("a query can be met with every stored reply, every refusal and every problem, and with nothing else")
    func submission() {
        let path = "/exchange/v1/queries"
        let problems = ProblemDetails.Kind.allCases.filter { $0 != .notFound }
        let statuses = Set(
            StoredReply.Kind.allCases.map(\.httpStatus) + RefusalCode.allCases.map(\.httpStatus)
                + problems.map(\.status)
        )
        #expect(names(responses(path, "post")) == Set(statuses.map(String.init)))
        for kind in StoredReply.Kind.allCases {
            #expect(names(media(path, "post", kind.httpStatus)) == [kind.messageType.mediaType])
        }
        for code in RefusalCode.allCases {
            #expect(names(media(path, "post", code.httpStatus)) == [MessageType.refusal.mediaType])
            let response = target(responses(path, "post")?[String(code.httpStatus)])
            #expect(text(response?["description"])?.contains("`\(code.rawValue)`") == true, "\(code)")
        }
        for problem in problems {
            #expect(names(media(path, "post", problem.status)) == [ProblemDetails.mediaType])
        }
        let body = document["paths"]?[path]?["post"]?["requestBody"]?["content"]
        #expect(names(body) == [MessageType.query.mediaType])
    }

    @Test("fetching a reply gives the stored one, nothing, or a failure; statements have their own media types")
    func fetching() {
        let path = "/exchange/v1/queries/{jti}"
        let statuses = StoredReply.Kind.allCases.map(\.httpStatus) + [401, 404, 503]
        #expect(names(responses(path, "get")) == Set(statuses.map(String.init)))
        for kind in StoredReply.Kind.allCases {
            #expect(names(media(path, "get", kind.httpStatus)) == [kind.messageType.mediaType])
        }
        for status in [401, 404, 503] { #expect(names(media(path, "get", status)) == [ProblemDetails.mediaType]) }
        #expect(names(media("/exchange/v1/capabilities", "get", 200)) == [MessageType.capabilities.mediaType])
        #expect(names(media("/.well-known/jwks.json", "get", 200)) == [KeySet.mediaType])
        #expect(names(media("/health", "get", 200)) == ["application/json"])
    }

    @Test("every problem passes exactly the schema of its status", arguments: ProblemDetails.Kind.allCases)
    func problems(kind: ProblemDetails.Kind) throws {
        let problem = ProblemDetails(kind, "what to do").json
        var statuses: [Int] = []
        for name in names(document["components"]?["responses"]).sorted() {
            let content = document["components"]?["responses"]?[name]?["content"]?[ProblemDetails.mediaType]
            guard let reference = text(content?["schema"]?["$ref"]) else { continue }
            let schema = Self.file + reference
            guard try schemas.errors(problem, by: schema).isEmpty else { continue }
            statuses.append(kind.status)
            let changed = problem.setting("status", .integer(Int64(kind.status + 1)))
            #expect(try !schemas.errors(changed, by: schema).isEmpty)
            #expect(try !schemas.errors(problem.setting("instance", "a"), by: schema).isEmpty)
            #expect(try !schemas.errors(problem.setting("detail", nil), by: schema).isEmpty)
        }
        #expect(statuses == [kind.status], "the number of responses that describe it")
    }

    @Test("no problem stands in it that the code does not know")
    func noOtherProblem() {
        let stated = values(document).compactMap { text($0) }.filter { $0.hasPrefix("urn:hedui:problem:") }
        #expect(Set(stated) == Set(ProblemDetails.Kind.allCases.map { ProblemDetails($0, "").type }))
    }

    @Test("the published messages and keys pass its schemas", arguments: SignatureSuite.allCases)
    func examples(suite: SignatureSuite) async throws {
        let folder = ExampleFolder(suite)
        let query = try await folder.query()
        let compact = [query.bytes, try await folder.receipt(), try await folder.refusal()]
        for bytes in compact + [try await folder.capabilities()] {
            let text = JSONValue.string(String(decoding: bytes, as: UTF8.self))
            #expect(try schemas.errors(text, by: "\(Self.file)#/components/schemas/CompactJWS") == [])
        }
        let answer = JSONValue.string(String(decoding: try await folder.answer(to: query), as: UTF8.self))
        #expect(try schemas.errors(answer, by: "\(Self.file)#/components/schemas/SDJWT") == [])
        #expect(try !schemas.errors(answer, by: "\(Self.file)#/components/schemas/CompactJWS").isEmpty)
        let keys = try folder.keySet().json
        #expect(try schemas.errors(keys, by: "\(Self.file)#/components/schemas/KeySet") == [])
        let identifier = JSONValue.string(query.query.identifier.description)
        #expect(try schemas.errors(identifier, by: "\(Self.file)#/components/schemas/QueryIdentifier") == [])
    }
}
