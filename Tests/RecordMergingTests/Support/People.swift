import VerificationDomain

/// Invented persons only: prefixes 319999 to 349999 belong to no county.
enum People {
    /// The number with its check character.
    static func number(_ first17: String) -> IdentityNumber {
        for check in "0123456789X" {
            if let number = IdentityNumber(first17 + String(check)) { return number }
        }
        preconditionFailure("no identity number begins with these digits")
    }

    static let father = number("31999919800101001")
    static let mother = number("32999919820202002")
    static let son = number("33999920100303003")
    static let daughter = number("34999920120404004")
    static let stranger = number("34999919700505005")

    static func name(_ text: String) -> PersonName { PersonName(text)! }
    static func reference(_ text: String) -> SubjectReference { SubjectReference(text)! }

    static func member(
        _ reference: String,
        _ identity: IdentityNumber,
        _ name: String,
        relation: FamilyRelation = .other,
        marital: MaritalStatus? = nil,
        formerNames: [String] = []
    ) -> Member {
        Member(
            reference: self.reference(reference),
            name: self.name(name),
            formerNames: formerNames.map(self.name),
            identity: identity,
            relation: relation,
            maritalStatus: marital,
            places: MemberPlaces(hukou: RegionCode("310101")!, residence: RegionCode("310101")!)
        )
    }

    static let family = [
        member("m1", father, "甲大山", relation: .householdHead, marital: .married),
        member("m2", mother, "乙小水", relation: .spouse, marital: .married),
        member("m3", son, "甲子木", relation: .son, marital: .unmarried),
        member("m4", daughter, "甲小禾", relation: .daughter, marital: .unmarried),
    ]
}

/// A value of test data that is right by its author's hand.
func known<Value>(_ make: @autoclosure () throws -> Value) -> Value {
    do {
        return try make()
    } catch {
        preconditionFailure("test data is wrong: \(error)")
    }
}
