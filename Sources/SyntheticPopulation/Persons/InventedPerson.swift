public import VerificationDomain

/// A person that nobody is.
public struct InventedPerson: Sendable, Hashable {
    public let identity: IdentityNumber
    public let name: String
    /// Where the person is registered and lives.
    public let county: RegionCode

    /// `nil` when the number or the name is none.
    init?(identity: String, name: String, county: RegionCode) {
        guard let identity = IdentityNumber(identity), PersonName(name) != nil else { return nil }
        self.identity = identity
        self.name = name
        self.county = county
    }

    public var region: ProvinceCode { county.province }
}
