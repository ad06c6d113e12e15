import Foundation
import LocalSources
import TestSupport
import Testing
import VerificationDomain

@Suite("A mapping file that its schema refuses is refused by the code, and the other way round")
struct RegisterMappingSchemaTests {
    static let files = ProvinceCode.yangtzeDelta.map { "deploy/registers/\($0.text).yaml" } + ["docs/registers.md"]

    let schemas: SchemaValidator

    init() throws { schemas = try Checkout.schemas() }

    /// A mapping file, or the one that stands in a page.
    private func mapping(_ file: String) throws -> JSONValue {
        let text = try Checkout.text(file)
        guard file.hasSuffix(".md") else { return try JSONValue(yaml: text) }
        let block = try #require(text.firstMatch(of: /```yaml\n((?:.|\n)*?)```/))
        return try JSONValue(yaml: String(block.output.1))
    }

    private func isValid(_ json: JSONValue) throws -> Bool {
        try schemas.errors(json, by: "register-mapping.schema.json").isEmpty
    }

    private func isRead(_ json: JSONValue) throws -> Bool {
        let node = try JSONDecoder().decode(MappingNode.self, from: Data(json.canonicalBytes))
        return (try? RegisterMapping(node)) != nil
    }

    @Test("the mapping files of the demo and of the page pass both", arguments: files)
    func whole(file: String) throws {
        let json = try mapping(file)
        #expect(try schemas.errors(json, by: "register-mapping.schema.json") == [])
        #expect(try isRead(json))
    }

    @Test("a field that is missing, unknown or of another shape is refused by both", arguments: files)
    func shapes(file: String) throws {
        for mutation in DocumentMutation.all(of: try mapping(file)) {
            let (valid, read) = (try isValid(mutation.document), try isRead(mutation.document))
            let name = "\(file) \(mutation.place) \(mutation.change): valid \(valid), read \(read)"
            switch mutation.change {
            case .dropped: #expect(valid == read, "\(name)")
            case .added: #expect(isMap(mutation.place) || !valid && !read, "\(name)")
            case .retyped(let kind):
                // A single value is read as the text that stands in the file, so that 18 and "18" are the same.
                let isScalar = ["a string", "an integer", "a boolean", "null"].contains(kind)
                #expect(isScalar ? read || !valid : !valid && !read, "\(name)")
            case .spelt: #expect(read || !valid, "\(name)")
            }
        }
    }

    /// A group whose names are the region's own.
    private func isMap(_ place: String) -> Bool { place.contains(".values") || place.hasSuffix(".where") }

    @Test(
        "a mapping that contradicts itself or could hold SQL is refused by both",
        arguments: [
            ("column: 现值, unit: wan", "column: 现值, unit: jiao"),
            ("column: 现值, unit: wan", "column: 现值"),
            ("table: 机动车", "table: \"机动车; DROP TABLE x\""),
            ("table: 机动车", "table: sqlite_master"),
            ("plate: \"02:{号牌}\"", "plate: \"02:{号 牌}\""),
            ("plate: \"02:{号牌}\"", "plate: \"02:{号牌\""),
            ("plate: \"02:{号牌}\"", "tail: 号牌"),
            ("form: \"18\"", "form: \"17\""),
            ("format: yyyy/MM/dd, date: 2026-11-10", "format: yyyy/MM, date: 2026-11-10"),
            ("format: yyyy/MM/dd, date: 2026-11-10", "format: yyyy/yyyy/MM/dd, date: 2026-11-10"),
            ("asOf: {column: 快照, format: yyyy/MM/dd, date: 2026-11-10}", "asOf: {format: yyyy/MM/dd}"),
            ("{column: 状态, values: {正常: A, 转出: B, 注销: E}}", "{column: 状态, fixed: A}"),
            ("{column: 状态, values: {正常: A, 转出: B, 注销: E}}", "{fixed: A, values: {正常: A}}"),
            ("{column: 状态, values: {正常: A, 转出: B, 注销: E}}", "{column: 状态, otherwise: A}"),
            ("{column: 状态, values: {正常: A, 转出: B, 注销: E}}", "{column: 状态, values: {正常: \"\"}}"),
            ("region: \"310000\"", "region: \"310101\""),
            ("version: 1", "version: 2"),
        ]
    )
    func contradictions(old: String, new: String) throws {
        let text = try Checkout.text("docs/registers.md")
        let block = try #require(text.firstMatch(of: /```yaml\n((?:.|\n)*?)```/))
        let changed = String(block.output.1).replacingOccurrences(of: old, with: new)
        try #require(changed != block.output.1)
        let json = try JSONValue(yaml: changed)
        #expect(try !isValid(json))
        #expect(try !isRead(json))
    }

    @Test("names and meanings are counted in code points by both")
    func lengths() throws {
        let json = try mapping("docs/registers.md")
        for (count, isWithin) in [(120, true), (121, false)] {
            let text = JSONValue.string("e" + String(repeating: "\u{301}", count: count - 1))
            let changed = json.changing("registers") { $0.changing(0) { $0.setting("organisation", text) } }
            #expect(try isValid(changed) == isWithin)
            #expect(try isRead(changed) == isWithin)
        }
    }
}
