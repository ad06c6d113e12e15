/// A disability certificate number: the holder's identity number, the kind of disability and its grade.
public struct DisabilityCertificateNumber: TextIdentifier, MaskedValue {
    /// Kinds of disability (GB/T 26341-2010).
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case visual = "1"
        case hearing = "2"
        case speech = "3"
        case physical = "4"
        case intellectual = "5"
        case mental = "6"
        case multiple = "7"

        public var name: String {
            switch self {
            case .visual: "视力"
            case .hearing: "听力"
            case .speech: "言语"
            case .physical: "肢体"
            case .intellectual: "智力"
            case .mental: "精神"
            case .multiple: "多重"
            }
        }
    }

    public let identityNumber: IdentityNumber
    public let kind: Kind
    /// 1, the gravest, to 4.
    public let grade: Int

    public static let expectation = "a disability certificate number of 20 characters"

    /// Letters and digits that a replaced card may carry behind the number, as `B1`.
    private static let suffixLimit = 4

    /// Reads the first 20 characters; what a replaced card carries behind them is dropped.
    public init?(_ text: some StringProtocol) {
        guard let bytes = identifierBytes(text), (20...(20 + Self.suffixLimit)).contains(bytes.count),
            bytes.dropFirst(20).allSatisfy(OrganisationCode.isLetterOrDigit),
            let identityNumber = IdentityNumber(String(decoding: bytes[..<18], as: UTF8.self)),
            let kind = Kind(rawValue: String(decoding: bytes[18...18], as: UTF8.self)),
            let grade = digits(bytes[19...19]), (1...4).contains(grade)
        else { return nil }
        self.identityNumber = identityNumber
        self.kind = kind
        self.grade = grade
    }

    /// The 20 characters in plain text. Personal, as the identity number is.
    public var text: String { "\(identityNumber.text)\(kind.rawValue)\(grade)" }

    /// The masked identity number; kind and grade are health data and stay hidden.
    public var masked: String { "\(identityNumber.masked)**" }
}
