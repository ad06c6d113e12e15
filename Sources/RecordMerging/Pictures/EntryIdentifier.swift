public import VerificationDomain

/// The stable name of an entry: its class and 16 hexadecimal digits made from its canonical key.
///
/// It stays the same when further answers arrive, so a reviewer's decision keeps pointing at the same asset. It holds
/// neither an identity number nor the key itself.
public struct EntryIdentifier: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// `vehicle-5d41402abc4b2a76`; a second entry with the same key has `.2` behind it.
    public let text: String

    /// Reads 1 to 64 characters of `A-Z a-z 0-9 . -`.
    public init?(_ text: some StringProtocol) {
        guard let identifier = KeyIdentifier(text), !text.contains("_") else { return nil }
        self.text = identifier.description
    }

    init(valuation: ValuationClass, key: String, occurrence: Int) {
        let name = "\(valuation.rawValue)-\(Hexadecimal.encode(Self.bytes(Self.hash(key))))"
        text = occurrence == 1 ? name : "\(name).\(occurrence)"
    }

    /// FNV-1a over 64 bits (draft-eastlake-fnv-21 section 5): stable everywhere, unlike Swift's seeded hashing.
    ///
    /// A hostile register can choose a key with the hash of another. Both entries then stay apart, by their occurrence,
    /// and no decision passes from one to the other: `DecisionBasis` covers the whole key.
    private static func hash(_ key: String) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in key.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return hash
    }

    private static func bytes(_ number: UInt64) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) }
    }

    public var description: String { text }
    public static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}

extension EntryIdentifier: JSONRepresentable, JSONReadable {
    public var json: JSONValue { .string(text) }

    public init(json: JSONCursor) throws(JSONReadingError) {
        self = try json.parsed("the identifier of an entry") { EntryIdentifier($0) }
    }
}
