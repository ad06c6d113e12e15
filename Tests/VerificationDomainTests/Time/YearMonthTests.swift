import Testing
import VerificationDomain

@Suite struct YearMonthTests {
    @Test("Months are read and written", arguments: ["2026-07", "0001-01", "9999-12"])
    func vectors(text: String) {
        #expect(YearMonth(text)?.description == text)
    }

    @Test(
        "Anything else is refused",
        arguments: ["", "2026-13", "2026-00", "2026-7", "202607", "0000-01", "2026-07-01", "２026-07", "2026/07"]
    )
    func refused(text: String) {
        #expect(YearMonth(text) == nil)
    }

    @Test func `steps cross years in both directions and stop at the ends`() throws {
        let month = try #require(YearMonth("2026-01"))
        #expect(month.adding(months: -1).description == "2025-12")
        #expect(month.adding(months: 12).description == "2027-01")
        #expect(month.adding(months: 1_000_000).description == "9999-12")
        #expect(month.adding(months: -1_000_000).description == "0001-01")
    }

    @Test func `a window holds both ends`() throws {
        let from = try #require(YearMonth("2025-07"))
        let window = try #require(MonthWindow(from: from, to: from.adding(months: 11)))
        #expect(window.count == 12)
        #expect(window.months.first == window.from && window.months.last == window.to)
        #expect(try window.contains(#require(YearMonth("2026-06"))))
        #expect(try !window.contains(#require(YearMonth("2026-07"))))
    }

    @Test func `a window runs forward and spans at most 60 months`() throws {
        let from = try #require(YearMonth("2020-01"))
        #expect(MonthWindow(from: from, to: from.adding(months: -1)) == nil)
        #expect(MonthWindow(from: from, to: from.adding(months: 59))?.count == 60)
        #expect(MonthWindow(from: from, to: from.adding(months: 60)) == nil)
    }

    @Test func `windows that do not touch have no intersection`() throws {
        let from = try #require(YearMonth("2025-01"))
        let first = try #require(MonthWindow(from: from, to: from.adding(months: 5)))
        let second = try #require(MonthWindow(from: from.adding(months: 5), to: from.adding(months: 9)))
        let third = try #require(MonthWindow(from: from.adding(months: 6), to: from.adding(months: 9)))
        #expect(first.intersection(second)?.count == 1)
        #expect(first.intersection(third) == nil)
    }
}
