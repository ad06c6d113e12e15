/// One identity key of a record: what makes two records from two regions the same asset or stream.
public struct RecordKey: Sendable, Hashable, Comparable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case realEstateUnit, realEstateCertificate, contractNumber
        case vehicleIdentification, plate
        case bankAccount, bankCard, bank
        case instrument, custodian, policyNumber, walletAccount
        case payer, insuranceKind, taxItem, creditCode, certificateNumber, settlementNumber, registrationNumber
    }

    public let kind: Kind
    /// In the kind's normalised form: unit numbers without blanks, plates as `02:沪A12345`.
    public let text: String

    public init(_ kind: Kind, _ text: String) {
        self.kind = kind
        self.text = text
    }

    public static func < (left: Self, right: Self) -> Bool {
        (left.kind.rawValue, left.text) < (right.kind.rawValue, right.text)
    }
}

extension RecordKey: JSONRepresentable, JSONReadable {
    public var json: JSONValue { .object(["kind": .string(kind.rawValue), "value": .string(text)]) }

    public init(json: JSONCursor) throws(JSONReadingError) {
        self.init(
            try json.member("kind").code(Kind.self),
            try json.member("value").string(count: 1...128)
        )
    }
}
