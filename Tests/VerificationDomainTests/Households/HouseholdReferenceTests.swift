import Testing
import VerificationDomain

@Suite("A household is consistent in itself, or is refused with the place that is not")
struct HouseholdReferenceTests {
    private let good = HouseholdText()

    private func refusal(_ change: (inout HouseholdText) -> Void) -> JSONReadingError? {
        var changed = good
        change(&changed)
        return changed.refusal
    }

    @Test("the household that the other tests break is taken, and its parts make it again")
    func taken() throws {
        let household = try good.household()
        #expect(household.members.count == 2)
        #expect(household.authorisations.map(\.reference.text) == ["a1", "a2"])
        #expect(try Household(json: JSONCursor(household.json)) == household)
    }

    @Test("two authorisations under one ref would stand for each other in every query")
    func duplicateAuthorisation() throws {
        let error = try #require(
            refusal {
                $0.authorisations = [
                    HouseholdText.authorisation("a1", ["m1"]), HouseholdText.authorisation("a3", ["m1"]),
                    HouseholdText.authorisation("a1", ["m2"]),
                ]
            }
        )
        #expect(error.code == .notAllowed)
        #expect(error.place == "$.authorisations[2].ref")
    }

    @Test("a household made from its parts is checked like one that was read")
    func madeFromParts() throws {
        let household = try good.household()
        #expect(throws: JSONReadingError.self) {
            try Household.checked(
                programme: household.programme,
                decidingRegion: household.decidingRegion,
                applicationDate: household.applicationDate,
                incomeWindow: household.incomeWindow,
                assetsAsOf: household.assetsAsOf,
                applicant: household.applicant,
                members: household.members,
                items: household.items,
                authorisations: household.authorisations + household.authorisations.prefix(1),
                declaration: household.declaration
            )
        }
    }

    @Test("two members under one ref")
    func duplicateMember() {
        let error = refusal {
            $0.members[1] = HouseholdText.member("m1", HouseholdText.identities[1], "10")
        }
        #expect(error?.place == "$.members")
        #expect(error?.expectation == "each member has a ref of its own")
    }

    @Test("one identity number twice, in whichever letter case")
    func duplicateIdentity() {
        let error = refusal { $0.members[1] = HouseholdText.member("m2", HouseholdText.identities[0], "10") }
        #expect(error?.place == "$.members")
        #expect(error?.expectation == "two members have the same identity number")
        let number = "11010519491231002"
        let cases = refusal {
            $0.members = [
                HouseholdText.member("m1", number + "X", "02"), HouseholdText.member("m2", number + "x", "10"),
            ]
        }
        #expect(cases?.place == "$.members")
    }

    @Test("an applicant who is no member")
    func unknownApplicant() {
        #expect(refusal { $0.applicant = "m3" }?.place == "$.applicant")
    }

    @Test("an authorisation by somebody who is no member")
    func unknownAuthorisedPerson() {
        let error = refusal { $0.authorisations[1] = HouseholdText.authorisation("a2", ["m2", "m3"]) }
        #expect(error?.place == "$.authorisations[1].persons")
    }

    @Test("declared income and assets of somebody who is no member")
    func unknownDeclaredMember() {
        let income = refusal {
            $0.income = [HouseholdText.income(of: "m1"), HouseholdText.income(of: "m3")].joined(separator: ", ")
        }
        #expect(income?.place == "$.declaration.income[1].member")
        let asset = refusal { $0.assets = HouseholdText.asset(of: "m3") }
        #expect(asset?.place == "$.declaration.assets[0].member")
    }

    @Test("an item that stands twice, one that nobody knows, and none at all")
    func items() {
        #expect(refusal { $0.items = #"["vehicle", "deposit", "vehicle"]"# }?.place == "$.items[2]")
        #expect(refusal { $0.items = #"["vehicle", "yacht"]"# }?.place == "$.items[1]")
        #expect(refusal { $0.items = "[]" }?.place == "$.items")
    }

    @Test("no refusal repeats an identity number or a name")
    func nothingPersonal() throws {
        let error = try #require(
            refusal { $0.members[1] = HouseholdText.member("m2", HouseholdText.identities[0], "10") }
        )
        let printed = everyPrinting(of: error)
        #expect(!printed.contains(HouseholdText.identities[0]))
        #expect(!printed.contains("测试"))
    }
}
