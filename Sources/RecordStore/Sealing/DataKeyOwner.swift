internal import VerificationDomain

/// Whose boxes a data key seals: erasing one owner leaves the others readable.
enum DataKeyOwner: Sendable, Hashable {
    case verificationCase(UniqueIdentifier)
    case reply(issuer: ProvinceCode, UniqueIdentifier)

    /// The key of table `data_key`.
    var text: String {
        switch self {
        case .verificationCase(let identifier): "case:\(identifier)"
        case .reply(let issuer, let identifier): "reply:\(issuer):\(identifier)"
        }
    }

    var place: BoxPlace { BoxPlace("data_key", row: text, "box") }
}
