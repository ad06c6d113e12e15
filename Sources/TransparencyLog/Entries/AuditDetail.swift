public import VerificationDomain

/// One detail of an entry. There is no case for free text: that is what keeps people out of the log.
public enum AuditDetail: Sendable, Hashable {
    /// A code or an identifier.
    case identifier(AuditIdentifier)
    case digest(Digest)
    /// At most 14 digits, so that no identity number and no bank card passes for an amount.
    case integer(Int64)
    case region(RegionCode)
    case flag(Bool)

    static let integerRange: ClosedRange<Int64> = -99_999_999_999_999...99_999_999_999_999

    func json() throws(LogError) -> JSONValue {
        switch self {
        case .identifier(let identifier): return .string(identifier.description)
        case .digest(let digest): return .string(digest.description)
        case .region(let region): return .string(region.text)
        case .flag(let flag): return .bool(flag)
        case .integer(let number):
            guard Self.integerRange.contains(number) else {
                throw LogError(.personalText, "integer of 15 digits or more in an entry")
            }
            return .integer(number)
        }
    }
}

/// The details of an entry, in the order in which they were written down. Their names come from the program's text
/// only.
public struct AuditDetails: Sendable, ExpressibleByDictionaryLiteral {
    /// Details; more than this is a list that belongs elsewhere.
    public static let limit = 64

    private var members: [(name: String, detail: AuditDetail)]

    public init() { members = [] }
    public init(dictionaryLiteral elements: (StaticString, AuditDetail)...) {
        members = elements.map { ($0.0.description, $0.1) }
    }

    public var isEmpty: Bool { members.isEmpty }

    /// Adds one more at the end.
    public mutating func add(_ name: StaticString, _ detail: AuditDetail) {
        members.append((name.description, detail))
    }

    /// Throws for a name that is taken or not of the form `[a-z][A-Za-z0-9]*`, and for what a detail refuses.
    func json() throws(LogError) -> JSONValue {
        guard members.count <= Self.limit, Set(members.map(\.name)).count == members.count,
            members.allSatisfy({ Self.isName($0.name) })
        else { throw LogError(.entryMalformed, "details of an entry") }
        var object: [JSONValue.Member] = []
        for member in members { object.append(JSONValue.Member(member.name, try member.detail.json())) }
        return .object(object)
    }

    static func isName(_ text: String) -> Bool {
        guard (1...32).contains(text.utf8.count), let first = text.utf8.first else { return false }
        let lower = UInt8(ascii: "a")...UInt8(ascii: "z")
        let upper = UInt8(ascii: "A")...UInt8(ascii: "Z")
        let digit = UInt8(ascii: "0")...UInt8(ascii: "9")
        return lower.contains(first)
            && text.utf8.allSatisfy { lower.contains($0) || upper.contains($0) || digit.contains($0) }
    }
}
