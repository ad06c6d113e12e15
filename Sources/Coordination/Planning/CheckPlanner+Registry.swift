public import ExchangeProtocol
public import VerificationDomain

extension CheckPlanner {
    /// A planner by what the federation registry says of a day: who offers what, and what `region` may ask whom.
    ///
    /// The check and its replay plan with the same registry, so they plan the same legs.
    public init(
        registry: VerifiedRegistry,
        asking region: ProvinceCode,
        for programme: AssistanceProgramme,
        on date: CalendarDate
    ) {
        let agreed = registry.regions.map { other in
            let usable = registry.agreements(between: region, and: other.region, for: programme, on: date).filter {
                $0.usableDisclosure != nil
            }
            return (other.region, usable.map { Set($0.items) })
        }
        self.init(
            offered: Dictionary(uniqueKeysWithValues: registry.regions.map { ($0.region, Set($0.items)) }),
            agreed: Dictionary(uniqueKeysWithValues: agreed)
        )
    }
}

extension Agreement {
    /// How much we ask to be told, best first: everything where that is agreed, bands otherwise.
    static let askedDisclosures: [Disclosure] = [.full, .banded]

    /// The best of them that is agreed; `nil` when none is.
    var usableDisclosure: Disclosure? { Self.askedDisclosures.first(where: disclosures.contains) }
}
