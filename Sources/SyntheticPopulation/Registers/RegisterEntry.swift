import VerificationDomain

/// A fact as one region's register holds it: under this spelling of number and name, as of this day.
struct RegisterEntry: Sendable {
    let region: ProvinceCode
    let identityText: String
    let nameText: String
    let asOf: CalendarDate
    /// County of the person's registration.
    let county: RegionCode
    let fact: RegisterFact

    /// As it should be: the whole number and the name as declared.
    init(_ fact: RegisterFact, of person: InventedPerson, in region: ProvinceCode, asOf: CalendarDate) {
        self.init(
            fact,
            of: person,
            in: region,
            asOf: asOf,
            identityText: person.identity.text,
            nameText: person.name
        )
    }

    init(
        _ fact: RegisterFact,
        of person: InventedPerson,
        in region: ProvinceCode,
        asOf: CalendarDate,
        identityText: String,
        nameText: String
    ) {
        self.region = region
        self.identityText = identityText
        self.nameText = nameText
        self.asOf = asOf
        county = person.county
        self.fact = fact
    }
}
