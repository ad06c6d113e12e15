public import VerificationDomain

/// A record that belongs to no entry, and why: it waits for a person.
public struct SetAsideRecord: Sendable, Hashable {
    public enum Reason: String, Sendable, Hashable, CaseIterable {
        /// The answer names a person who was never asked about.
        case unknownSubject
        /// The number is the member's, the name is not.
        case nameMismatch
        /// The holder is somebody outside the household.
        case otherIdentity
        /// The same name and birthday under another number.
        case changedIdentity
        /// An income of another member than the one asked about.
        case otherMember
        /// A 15-digit number that stands for nobody for certain.
        case centenarianNumber
        /// Masked, cut off or no number at all.
        case unreadableIdentity
        /// The holder is an organisation.
        case organisation

        public var rule: RuleIdentifier {
            switch self {
            case .nameMismatch: .nameMismatch
            case .changedIdentity: .changedNumber
            case .centenarianNumber: .fifteenDigitNumber
            case .organisation: .ownedByCompany
            default: .unhandled
            }
        }

        public var severity: Severity {
            switch self {
            case .nameMismatch: .block
            case .organisation: .info
            default: .review
            }
        }
    }

    public let reference: RecordReference
    public let category: ItemCategory
    public let reason: Reason

    public init(reference: RecordReference, category: ItemCategory, reason: Reason) {
        self.reference = reference
        self.category = category
        self.reason = reason
    }
}

extension SetAsideRecord: JSONRepresentable, JSONReadable {
    public var json: JSONValue {
        .object([
            "record": reference.json, "category": .string(category.rawValue), "reason": .string(reason.rawValue),
        ])
    }

    public init(json: JSONCursor) throws(JSONReadingError) {
        try json.allowOnly(["record", "category", "reason"])
        self.init(
            reference: try json.member("record").read(RecordReference.self),
            category: try json.member("category").code(ItemCategory.self),
            reason: try json.member("reason").code(Reason.self)
        )
    }
}
