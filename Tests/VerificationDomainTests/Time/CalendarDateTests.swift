import Testing
import VerificationDomain

@Suite struct CalendarDateTests {
    @Test(
        "Day numbers count from 1970-01-01",
        arguments: [
            ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2026-07-06", 20_640),
            ("0001-01-01", -719_162),
            ("9999-12-31", 2_932_896), ("1900-03-01", -25_508),
        ]
    )
    func dayNumbers(text: String, number: Int) throws {
        let date = try #require(CalendarDate(text))
        #expect(date.dayNumber == number)
        #expect(CalendarDate(dayNumber: number) == date)
        #expect(date.description == text)
    }

    @Test(
        "Days that do not exist are refused",
        arguments: [
            "2001-02-29", "1900-02-29", "2100-02-29", "2026-04-31", "2026-13-01", "2026-00-01", "2026-01-00",
            "2026-01-32",
            "0000-01-01",
        ]
    )
    func noSuchDay(text: String) {
        #expect(CalendarDate(text) == nil)
    }

    @Test(
        "Other spellings are refused",
        arguments: [
            "", "2026-7-6", "20260706", "2026/07/06", "2026-07-06 ", " 2026-07-06", "２026-07-06", "+026-07-06",
            "-026-07-06",
            "2026-07-06T", "10000-01-01",
        ]
    )
    func otherSpellings(text: String) {
        #expect(CalendarDate(text) == nil)
    }

    @Test func `every day number of four centuries comes back, one day after the other`() {
        var previous = CalendarDate(dayNumber: -100_000)
        var wrong = 0
        for number in -99_999...46_097 {
            let date = CalendarDate(dayNumber: number)
            if date.dayNumber != number || !(previous < date) || date != previous.adding(days: 1) { wrong += 1 }
            previous = date
        }
        #expect(wrong == 0)
    }

    @Test func `day numbers outside the calendar are clamped`() {
        #expect(CalendarDate(dayNumber: .max).description == "9999-12-31")
        #expect(CalendarDate(dayNumber: .min).description == "0001-01-01")
    }
}
