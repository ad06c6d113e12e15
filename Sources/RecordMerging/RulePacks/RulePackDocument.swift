public import VerificationDomain

/// A rule pack as its author wrote it, before it is checked: names, whole numbers, texts and booleans.
///
/// Decode it from YAML at the edge; `RulePack` makes a checked pack of it.
public struct RulePackDocument: Sendable, Hashable, Codable {
    public let value: JSONValue

    public init(_ value: JSONValue) { self.value = value }

    /// The name in `extends`, when this pack takes its defaults from a shared file.
    public var extends: String? {
        if case .string(let name)? = value["extends"] { name } else { nil }
    }

    /// This document with everything that it leaves out taken from `defaults`, member by member.
    public func filled(from defaults: RulePackDocument) -> RulePackDocument {
        RulePackDocument(Self.fill(value, defaults.value))
    }

    private static func fill(_ value: JSONValue, _ defaults: JSONValue) -> JSONValue {
        guard case .object(let members) = value, case .object(let others) = defaults else { return value }
        let merged = members.map { member in
            JSONValue.Member(member.name, defaults[member.name].map { fill(member.value, $0) } ?? member.value)
        }
        return .object(merged + others.filter { value[$0.name] == nil })
    }

    /// The bytes whose digest stands for a pack in reports and in the log: each file with its length before it, so
    /// that a
    /// byte moved from one file to the other changes them too.
    public static func digestInput(pack: [UInt8], defaults: [UInt8]?) -> [UInt8] {
        var bytes = Array("hedui rule pack 1\n".utf8)
        for part in [pack, defaults ?? []] {
            bytes += "\(part.count)\n".utf8
            bytes += part
        }
        return bytes
    }
}

extension RulePackDocument {
    public init(from decoder: any Decoder) throws { value = try Self.read(decoder) }

    public func encode(to encoder: any Encoder) throws { try Self.write(value, to: encoder) }

    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    private static func read(_ decoder: any Decoder) throws -> JSONValue {
        if let container = try? decoder.container(keyedBy: Name.self) {
            let names = container.allKeys.map(\.stringValue).sorted()
            return .object(
                try names.map { name in
                    .init(name, try container.decode(RulePackDocument.self, forKey: Name(stringValue: name)).value)
                }
            )
        }
        if var container = try? decoder.unkeyedContainer() {
            var values: [JSONValue] = []
            while !container.isAtEnd { values.append(try container.decode(RulePackDocument.self).value) }
            return .array(values)
        }
        let container = try decoder.singleValueContainer()
        if container.decodeNil() { return .null }
        if let flag = try? container.decode(Bool.self) { return .bool(flag) }
        if let number = try? container.decode(Int64.self) { return .integer(number) }
        return .string(try container.decode(String.self))
    }

    private static func write(_ value: JSONValue, to encoder: any Encoder) throws {
        switch value {
        case .object(let members):
            var container = encoder.container(keyedBy: Name.self)
            for member in members {
                try container.encode(RulePackDocument(member.value), forKey: Name(stringValue: member.name))
            }
        case .array(let values):
            var container = encoder.unkeyedContainer()
            for value in values { try container.encode(RulePackDocument(value)) }
        case .null:
            var container = encoder.singleValueContainer()
            try container.encodeNil()
        case .bool(let flag):
            var container = encoder.singleValueContainer()
            try container.encode(flag)
        case .integer(let number):
            var container = encoder.singleValueContainer()
            try container.encode(number)
        case .string(let text):
            var container = encoder.singleValueContainer()
            try container.encode(text)
        }
    }
}
