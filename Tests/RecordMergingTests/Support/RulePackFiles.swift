import Foundation
import RecordMerging
import Yams

/// The rule packs of deploy/rule-packs.
enum RulePackFiles {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "deploy/rule-packs")
    static let names = ["310000-dibao", "320000-dibao", "330000-dibao", "340000-dibao"]
    static let withoutLimits = names.map { "\($0.prefix(6))-temporary-assistance" }
    static let schemas = folder.deletingLastPathComponent().deletingLastPathComponent().appending(path: "schemas").path

    static func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: folder.appending(path: "\(name).yaml")))
    }

    static func document(_ bytes: [UInt8]) throws -> RulePackDocument {
        try YAMLDecoder().decode(RulePackDocument.self, from: String(decoding: bytes, as: UTF8.self))
    }

    static func pack(_ name: String) throws -> RulePack {
        try RulePack(document(bytes(name)), defaults: document(bytes("shared")))
    }
}
