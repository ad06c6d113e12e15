/// One identity key of a record: what makes two records from two regions the same asset or stream.
///
/// Registers, households and peers write one number in many ways, so every key is brought into its kind's normal form
/// when it is made: two that mean the same are equal, wherever they come from.
public struct RecordKey: Sendable, Hashable, Comparable, MaskedValue {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case realEstateUnit, realEstateCertificate, contractNumber
        case vehicleIdentification, plate
        case bankAccount, bankCard, bank
        case instrument, custodian, policyNumber, walletAccount
        case payer, insuranceKind, taxItem, creditCode, certificateNumber, settlementNumber, registrationNumber
    }

    /// Characters of a key in its normal form; a longer one is an attempt to fill storage or slow down merging.
    public static let lengths = 1...128

    public let kind: Kind
    /// In the kind's normal form: unit numbers without blanks, plates as `02:沪A12345`. Some are personal.
    public let text: String

    /// Makes characters narrow, drops white space and raises letters; a plate loses its dots and hyphens too.
    public init(_ kind: Kind, _ text: String) {
        self.kind = kind
        self.text = Self.normalised(text, kind)
    }

    /// The same key as a report may show it: where a certificate or registration number is a person's identity number,
    /// or holds it as a disability certificate's does, that is masked.
    public var withMaskedIdentity: RecordKey {
        guard kind == .certificateNumber || kind == .registrationNumber else { return self }
        let masked = DisabilityCertificateNumber(text)?.masked ?? IdentityNumber(text)?.masked
        return masked.map { RecordKey(kind, $0) } ?? self
    }

    /// Kind and the first two characters: the last two of a disability certificate are health data.
    public var masked: String { "\(kind.rawValue):\(mask(text, first: 2, last: 0))" }

    private static func normalised(_ text: String, _ kind: Kind) -> String {
        guard !text.utf8.allSatisfy({ isNormal($0, kind) }) else { return text }
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let narrow = WidthFolding.narrow(scalar)
            if WidthFolding.isBlank(narrow) { continue }
            if kind == .plate, PlateKey.isSeparator(narrow) { continue }
            scalars.append(narrow)
        }
        return String(scalars).uppercased()
    }

    /// What stays as it is. Most keys are capital letters and digits only, and millions are made.
    private static func isNormal(_ byte: UInt8, _ kind: Kind) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"): false
        case UInt8(ascii: "-"), UInt8(ascii: "."): kind != .plate
        default: (0x21...0x7E).contains(byte)
        }
    }

    public static func < (left: Self, right: Self) -> Bool {
        (left.kind.rawValue, left.text) < (right.kind.rawValue, right.text)
    }
}

extension RecordKey: JSONRepresentable, JSONReadable {
    public var json: JSONValue { .object(["kind": .string(kind.rawValue), "value": .string(text)]) }

    private static let names: Set<String> = ["kind", "value"]

    /// Takes every way of writing a key; what holds nothing but white space is none, or all such would be one asset.
    public init(json: JSONCursor) throws(JSONReadingError) {
        try json.allowOnly(Self.names)
        let value = try json.member("value")
        self.init(try json.member("kind").code(Kind.self), try value.string(count: Self.lengths))
        guard Self.lengths.contains(text.unicodeScalars.count) else {
            throw value.error(.notAllowed, "expected 1 to 128 characters besides white space")
        }
    }
}
