/// A mapping file as it was decoded, before anything in it is believed: scalars are kept as the text that was written.
public indirect enum MappingNode: Sendable, Hashable {
    case scalar(String)
    case list([MappingNode])
    case fields([String: MappingNode])

    /// In words, for error messages.
    var kindDescription: String {
        switch self {
        case .scalar: "a single value"
        case .list: "a list"
        case .fields: "a group of fields"
        }
    }
}

extension MappingNode: Codable {
    private struct FieldName: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(_ text: String) { stringValue = text }
        init?(stringValue: String) { self.init(stringValue) }
        init?(intValue: Int) { nil }
    }

    public init(from decoder: any Decoder) throws {
        if let container = try? decoder.container(keyedBy: FieldName.self) {
            var fields: [String: MappingNode] = [:]
            for key in container.allKeys {
                fields[key.stringValue] = try container.decode(MappingNode.self, forKey: key)
            }
            self = .fields(fields)
        } else if var container = try? decoder.unkeyedContainer() {
            var list: [MappingNode] = []
            while !container.isAtEnd { list.append(try container.decode(MappingNode.self)) }
            self = .list(list)
        } else {
            self = .scalar(try Self.scalar(decoder.singleValueContainer()))
        }
    }

    /// YAML gives the text of any scalar; JSON tells numbers, booleans and null apart, so they are tried too.
    private static func scalar(_ container: any SingleValueDecodingContainer) throws -> String {
        if let text = try? container.decode(String.self) { return text }
        if container.decodeNil() { return "" }
        if let number = try? container.decode(Int64.self) { return String(number) }
        return try container.decode(Bool.self) ? "true" : "false"
    }

    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .scalar(let text):
            var container = encoder.singleValueContainer()
            try container.encode(text)
        case .list(let list):
            var container = encoder.unkeyedContainer()
            for element in list { try container.encode(element) }
        case .fields(let fields):
            var container = encoder.container(keyedBy: FieldName.self)
            for (name, value) in fields.sorted(by: { $0.key < $1.key }) {
                try container.encode(value, forKey: FieldName(name))
            }
        }
    }
}
