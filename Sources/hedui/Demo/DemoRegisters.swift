import LocalSources
import VerificationDomain

/// Which items a mapping file offers.
enum DemoRegisters {
    static func items(mappingFile: String) throws -> Set<ItemCategory> {
        try RegisterMappingFile.read(mappingFile).items
    }
}
