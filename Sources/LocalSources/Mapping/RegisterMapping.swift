public import VerificationDomain

/// How a region's own tables become records: a checked mapping file.
///
/// The format is described in docs/registers.md and schemas/register-mapping.schema.json. A value of this type holds
/// names, codes and formats only; there is no place in it where SQL could stand.
public struct RegisterMapping: Sendable, Hashable {
    /// The region whose registers these are.
    public let region: ProvinceCode
    /// In the order of the file.
    public let registers: [MappedRegister]
    private let node: MappingNode

    /// The one version of the format.
    private static let version = "1"
    /// Registers in one file; more would make each answer slow.
    private static let registerLimit = 200

    /// Reads a decoded file. The error names the field, as in `registers[3].value.unit`.
    public init(_ node: MappingNode) throws(RegisterError) {
        let cursor = MappingCursor(node: node, path: "")
        try cursor.allowOnly(["version", "region", "registers"])
        _ = try cursor.field("version").parsed("the version 1") { $0 == Self.version ? true : nil }
        region = try cursor.field("region").parsed("a province code such as 310000") { ProvinceCode($0) }
        var registers: [MappedRegister] = []
        for element in try cursor.field("registers").elements(count: 1...Self.registerLimit) {
            registers.append(try MappedRegister(element))
        }
        self.registers = registers
        self.node = node
    }

    /// The items that at least one register holds.
    public var items: Set<ItemCategory> { Set(registers.map(\.item)) }

    /// Identity columns of each table, which need an index each.
    public var identityColumns: [(table: RegisterName, column: RegisterName)] {
        registers.map { ($0.table, $0.identityColumn) }
    }
}

extension RegisterMapping: Codable {
    /// Decodes and checks. A decoder may wrap the `RegisterError`; decoding a `MappingNode` first keeps it bare.
    public init(from decoder: any Decoder) throws { try self.init(MappingNode(from: decoder)) }

    public func encode(to encoder: any Encoder) throws { try node.encode(to: encoder) }
}
