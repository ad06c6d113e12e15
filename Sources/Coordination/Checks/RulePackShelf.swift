public import RecordMerging
public import VerificationDomain

/// Where rule packs stand. Throws `CoordinationError.noRulePack` when none decides for a household.
public protocol RulePackShelf: Sendable {
    func pack(for household: Household) throws -> ShelvedRulePack
    /// The pack that these stored bytes hold.
    func pack(stored bytes: [UInt8]) throws -> ShelvedRulePack
}

/// A rule pack and the bytes whose digest stands for it.
public struct ShelvedRulePack: Sendable, Hashable {
    public let pack: RulePack
    public let bytes: [UInt8]

    public init(pack: RulePack, bytes: [UInt8]) {
        self.pack = pack
        self.bytes = bytes
    }
}
