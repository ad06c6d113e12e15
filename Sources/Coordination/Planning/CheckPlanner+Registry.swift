public import ExchangeProtocol
public import VerificationDomain

extension CheckPlanner {
    /// A planner by what the federation registry says of a day: who offers what, and whom `region` may ask.
    ///
    /// The check and its replay plan with the same registry, so they plan the same legs.
    public init(
        registry: VerifiedRegistry,
        asking region: ProvinceCode,
        for programme: AssistanceProgramme,
        on date: CalendarDate
    ) {
        let agreed = registry.regions.map(\.region).filter { other in
            registry.agreement(between: region, and: other, for: programme, on: date)?.usableDisclosure != nil
        }
        self.init(
            offered: Dictionary(uniqueKeysWithValues: registry.regions.map { ($0.region, Set($0.items)) }),
            agreed: Set(agreed)
        )
    }
}

extension Agreement {
    /// How much we ask to be told: everything where that is agreed, bands otherwise; `nil` when neither is.
    var usableDisclosure: Disclosure? { [Disclosure.full, .banded].first(where: disclosures.contains) }
}
