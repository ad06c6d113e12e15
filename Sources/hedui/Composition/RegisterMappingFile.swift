import LocalSources
import VerificationDomain
import Yams

/// Reads a mapping file; whatever is wrong with it is one line that names the file and the field.
enum RegisterMappingFile {
    static func read(_ path: String, what: String = "the register mapping") throws -> RegisterMapping {
        let bytes = try FileContents.read(path, limit: YAMLDocument.byteLimit, what: what)
        let node: MappingNode
        do {
            node = try YAMLDecoder().decode(MappingNode.self, from: String(decoding: bytes, as: UTF8.self))
        } catch {
            // Yams and Foundation each have errors of their own; some of them repeat what stands in the file.
            throw CommandFailure(.configuration, "\(path): not valid YAML; check indentation, colons and quotes")
        }
        do {
            return try RegisterMapping(node)
        } catch {
            throw CommandFailure(.configuration, "\(path): \(error)")
        }
    }
}
