import RecordMerging
import Testing
import VerificationDomain

@Suite("Which records are one property")
struct PropertyIdentityTests {
    private static func place(_ area: Int64, _ address: String = "某路1号") -> [DetailName: DetailValue?] {
        [.address: .text(address), .floorArea: .integer(area)]
    }

    private func home(_ number: Int, area: Int64) -> VerificationRecord {
        Records.home(unit: "330106001001GB00001F0001000\(number)", Self.place(area))
    }

    private func paper(area: Int64) -> VerificationRecord {
        Records.home(unit: nil, keys: [RecordKey(.realEstateCertificate, "old")], Self.place(area))
    }

    private func homes(_ picture: Picture) -> Interval? { picture.total(.realEstate)?.interval }

    @Test("without any number, the same address and area are the same property")
    func sameAddress() throws {
        let picture = Cases.picture(
            Cases.leg(.zhejiang, [Records.home(unit: nil, Self.place(8_000, "某路 1 号"))]),
            Cases.leg(.shanghai, [Records.home(unit: nil, Self.place(8_000, "某路1号"))])
        )
        #expect(picture.entries.count == 1)
        #expect(try #require(picture.entries.first).shows(.sameUnit))
        #expect(homes(picture) == Interval(1))
        #expect(!picture.needsReview)
    }

    @Test("without any number, another area or another address is another property")
    func otherAddress() {
        let records = [
            Records.home(unit: nil, Self.place(8_000)), Records.home(unit: nil, Self.place(12_000)),
            Records.home(unit: nil, Self.place(8_000, "某路2号")),
        ]
        let picture = Cases.picture(Cases.leg(.zhejiang, records))
        #expect(picture.entries.count == 3)
        #expect(homes(picture) == Interval(3))
        #expect(!picture.needsReview)
    }

    @Test(
        "RE-08: an old paper of one address may be the same property up to half a square metre",
        arguments: [-50, 50] as [Int64]
    )
    func nearlyTheSameArea(difference: Int64) {
        let picture = Cases.picture(Cases.leg(.zhejiang, [home(1, area: 8_000), paper(area: 8_000 + difference)]))
        #expect(picture.entries.count == 2)
        #expect(picture.entries.allSatisfy { $0.rule == .weakKey && $0.needsReview })
        #expect(homes(picture) == Interval(low: 1, high: 2))
    }

    @Test(
        "RE-08: an old paper of one address with another area is another property",
        arguments: [-51, 51, 4_000] as [Int64]
    )
    func otherArea(difference: Int64) {
        let picture = Cases.picture(Cases.leg(.zhejiang, [home(1, area: 8_000), paper(area: 8_000 + difference)]))
        #expect(homes(picture) == Interval(2))
        #expect(!picture.needsReview)
    }

    @Test("RE-08: flats of one house that have their own unit numbers are never one another's twins")
    func ownUnitNumbers() {
        let flats = [home(1, area: 8_000), home(2, area: 8_000)]
        let alone = Cases.picture(Cases.leg(.zhejiang, flats))
        #expect(homes(alone) == Interval(2))
        #expect(!alone.needsReview)
        // A paper of the same house that fits neither changes nothing.
        let beside = Cases.picture(Cases.leg(.zhejiang, flats + [paper(area: 12_000)]))
        #expect(homes(beside) == Interval(3))
        #expect(!beside.needsReview)
    }
}
