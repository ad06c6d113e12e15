import LocalSources
import VerificationDomain
import Yams

/// Which items a mapping file offers.
enum DemoRegisters {
    static func items(mappingFile: String) throws -> Set<ItemCategory> {
        let bytes = try FileContents.read(mappingFile, limit: YAMLDocument.byteLimit, what: "the register mapping")
        let node = try YAMLDecoder().decode(MappingNode.self, from: String(decoding: bytes, as: UTF8.self))
        return try RegisterMapping(node).items
    }
}
