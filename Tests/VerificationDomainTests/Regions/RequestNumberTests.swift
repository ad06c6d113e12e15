import Testing
import VerificationDomain

@Suite struct RequestNumberTests {
    @Test(
        "The pattern and a real sample are read and written again",
        arguments: [
            "310101000000202607060001", "430921100000202012290001",
        ]
    )
    func vectors(text: String) {
        #expect(RequestNumber(text)?.text == text)
    }

    @Test func `its parts are region, day and sequence`() throws {
        let number = try #require(RequestNumber("310101000000202607060001"))
        #expect(number.office.region == RegionCode("310101"))
        #expect(number.date == CalendarDate("2026-07-06"))
        #expect(number.sequence == 1)
    }

    @Test(
        "Broken numbers are refused",
        arguments: [
            "", "31010100000020260706000", "3101010000002026070600011", "310101000000202602300001",
            "310101000000202607060000", "310101000000202600060001", "000000000000202607060001",
            "31010100000020260706000A",
        ]
    )
    func broken(text: String) {
        #expect(RequestNumber(text) == nil)
    }

    @Test func `a day has 9999 numbers`() throws {
        let office = try #require(AdministrativeCode("310101000000"))
        let day = try #require(CalendarDate("2026-07-06"))
        #expect(RequestNumber(office: office, date: day, sequence: 9999)?.text == "310101000000202607069999")
        #expect(RequestNumber(office: office, date: day, sequence: 10_000) == nil)
        #expect(RequestNumber(office: office, date: day, sequence: 0) == nil)
    }
}
