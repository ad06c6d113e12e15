import Foundation
import LocalSources
import TestSupport
import VerificationDomain
import Yams

/// The checkout that the tests were built from.
enum Checkout {
    /// Links are followed, as a scratch package may hold only links to the folders.
    private static let root = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static func bytes(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: root.appending(path: path))) }

    static func mapping(_ region: ProvinceCode) throws -> RegisterMapping {
        let text = String(decoding: try bytes("deploy/registers/\(region.text).yaml"), as: UTF8.self)
        return try RegisterMapping(YAMLDecoder().decode(MappingNode.self, from: text))
    }

    static func text(_ path: String) throws -> String { String(decoding: try bytes(path), as: UTF8.self) }

    static func schemas() throws -> SchemaValidator {
        try SchemaValidator(folder: root.appending(path: "schemas").path)
    }

    static func household(_ name: String) throws -> Household {
        let bytes = try bytes("docs/examples/\(name).json")
        return try Household(json: JSONCursor(JSONParser.parse(bytes, limits: JSONLimits(byteCount: 65_536))))
    }
}
