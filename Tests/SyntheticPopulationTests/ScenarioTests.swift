import LocalSources
import SyntheticPopulation
import Testing
import VerificationDomain

@Suite("The demo's households are as their files say")
struct ScenarioTests {
    @Test("each file is a household whose members are the hand-made ones")
    func files() throws {
        let scenarios = try ScenarioHouseholds.all()
        #expect(scenarios.count == 4)
        for scenario in scenarios {
            let household = try Checkout.household(scenario.name)
            #expect(household.members.map(\.identity) == scenario.members.map(\.identity), "\(scenario.name)")
            #expect(household.members.map(\.name.text) == scenario.members.map(\.name), "\(scenario.name)")
            #expect(household.applicationDate == CalendarDate("2026-11-20"))
        }
    }

    @Test("every member may be asked about in every region on the day of the application")
    func authorised() throws {
        for scenario in try ScenarioHouseholds.all() {
            let household = try Checkout.household(scenario.name)
            let gate = AuthorisationGate(household.authorisations)
            for member in household.members {
                for region in ProvinceCode.yangtzeDelta {
                    for item in household.items {
                        let request = AuthorisationGate.Request(
                            subject: member.reference,
                            item: item,
                            region: region,
                            purpose: household.programme,
                            date: household.applicationDate
                        )
                        #expect(gate.decide(request).isPermitted, "\(scenario.name)")
                    }
                }
            }
        }
    }

    @Test("declared keys are keys of the truth, and one account of the first household is not declared")
    func declarations() throws {
        for scenario in try ScenarioHouseholds.all() {
            let known = Set(
                scenario.truths.compactMap { if case .asset(let asset) = $0 { asset.key } else { nil } }
            )
            let declared = Set(try Checkout.household(scenario.name).declaration.assets.compactMap(\.key))
            #expect(declared.isSubset(of: known), "\(scenario.name)")
            let undeclared = known.subtracting(declared).map(\.text)
            let expected = scenario.name.hasPrefix("shanghai") ? ["WHBK:340103999900000045"] : []
            #expect(undeclared == expected)
        }
    }

    /// What each region says about the members of a hand-made household.
    private func answers(_ name: String) async throws -> [ProvinceCode: [RegisterFinding]] {
        let scenario = try #require(try ScenarioHouseholds.all().first { $0.name == name })
        let regions = try PopulatedRegions(scenario.rows)
        defer { withExtendedLifetime(regions) {} }
        let household = try Checkout.household(name)
        var answers: [ProvinceCode: [RegisterFinding]] = [:]
        for region in ProvinceCode.yangtzeDelta {
            let database = try regions.database(region)
            for member in household.members {
                for item in household.items {
                    let request = RegisterRequest(
                        subject: QuerySubject(
                            reference: member.reference,
                            authorisation: household.authorisations[0].reference,
                            identity: member.identity,
                            name: member.name,
                            signedBy: .own
                        ),
                        item: item,
                        incomeWindow: household.incomeWindow,
                        assetsAsOf: household.assetsAsOf,
                        disclosure: .full,
                        threshold: nil
                    )
                    answers[region, default: []].append(
                        await database.lookUp(request, at: Timestamp(seconds: 1_795_000_000))
                    )
                }
            }
        }
        return answers
    }

    @Test(
        "the family of the Delta: a moved car, a joint home, a wage twice, a pension, a flag, an undeclared account"
    )
    func deltaFamily() async throws {
        let answers = try await answers("shanghai-hefei-suzhou-hangzhou")
        func records(_ region: ProvinceCode, _ item: ItemCategory) -> [VerificationRecord] {
            (answers[region] ?? []).flatMap(\.records).filter { $0.category == item }
        }
        #expect(records(.jiangsu, .vehicle).map { $0.details.text(.status) } == ["B"])
        #expect(records(.shanghai, .vehicle).map { $0.details.text(.status) } == ["A"])
        #expect(
            records(.jiangsu, .vehicle)[0].key(.vehicleIdentification)
                == records(.shanghai, .vehicle)[0].key(.vehicleIdentification)
        )
        #expect(records(.anhui, .realEstate).map { $0.details.text(.coOwnership) } == ["1", "1"])
        #expect(records(.anhui, .realEstate).allSatisfy { $0.owner.share == nil })
        #expect(records(.zhejiang, .incomeTax).count == 12)
        #expect(records(.zhejiang, .incomeTax).allSatisfy { $0.value == .exact(Money(fen: 400_000)) })
        #expect(records(.zhejiang, .socialInsurance).allSatisfy { $0.value == .exact(Money(fen: 481_200)) })
        #expect(records(.zhejiang, .pension).map(\.value) == Array(repeating: .exact(Money(fen: 285_000)), count: 12))
        #expect(records(.jiangsu, .deposit).map(\.value) == [.flag(threshold: Money(fen: 5_000_000), exceeds: false)])
        #expect(records(.anhui, .deposit).map(\.value) == [.exact(Money(fen: 620_000))])
        #expect(answers[.zhejiang]?.contains { $0.outcome.status == .notQueried(.notOffered) } == true)
        let taxItems = ProvinceCode.yangtzeDelta.flatMap { records($0, .incomeTax) }.compactMap { $0.key(.taxItem) }
        #expect(Set(taxItems).count == 1, "one tax has one name in every region")
    }

    @Test("the deceased husband: Shanghai knows of the death, Hangzhou still pays")
    func deceased() async throws {
        let answers = try await answers("deceased-member")
        let deaths = (answers[.shanghai] ?? []).flatMap(\.records).filter { $0.category == .death }
        #expect(deaths.map { $0.details.date(.diedOn) } == [CalendarDate("2026-03-02")])
        let paid = (answers[.zhejiang] ?? []).flatMap(\.records)
            .filter { $0.category == .pension && $0.value == .exact(Money(fen: 296_000)) }
        #expect(paid.compactMap { $0.details.month(.periodFrom)?.description }.max() == "2026-10")
    }

    @Test("the emergency in Suzhou is decided there, for a family registered in Anhui")
    func temporaryAssistance() throws {
        let household = try Checkout.household("temporary-assistance")
        #expect(household.programme == .temporaryAssistance)
        #expect(household.decidingRegion.province == .jiangsu)
        #expect(household.members.allSatisfy { $0.places.hukou.province == .anhui })
    }
}

extension AuthorisationGate.Verdict {
    fileprivate var isPermitted: Bool { if case .permitted = self { true } else { false } }
}
