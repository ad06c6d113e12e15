import RecordMerging
import Testing
import VerificationDomain

@Suite("The written form of a picture")
struct PictureFormTests {
    private let picture = Cases.merge(GoldenScenarioTests.thresholdOnly)

    @Test("a misspelt, missing or foreign member is refused with its place")
    func refused() throws {
        guard case .object(let members) = picture.json else { return #expect(Bool(false)) }
        for name in members.map(\.name) {
            let without = JSONValue.object(members.filter { $0.name != name })
            #expect(throws: JSONReadingError.self, "\(name)") { try Picture(json: JSONCursor(without)) }
        }
        let more = JSONValue.object(members + [.init("extra", 1)])
        #expect(throws: JSONReadingError.self) { try Picture(json: JSONCursor(more)) }
    }

    @Test("an interval reads back, and one that runs backwards is refused")
    func intervals() throws {
        for interval in [Interval(0), Interval(low: -5, high: 7), .unknown, Interval(low: 3, high: nil)] {
            #expect(try Interval(json: JSONCursor(interval.json)) == interval)
        }
        #expect(throws: JSONReadingError.self) {
            try Interval(json: JSONCursor(.object(["low": 2, "high": 1])))
        }
    }

    @Test("interval sums are associative even where they grow past the limit")
    func associative() {
        let values: [Interval] = [
            Interval(1 << 52), Interval(low: 1 << 52, high: 1 << 53), Interval(Interval.limit), .unknown, Interval(1),
            Interval(low: 0, high: 5),
        ]
        for first in values {
            for second in values {
                for third in values {
                    #expect(first.adding(second).adding(third) == first.adding(second.adding(third)))
                }
            }
        }
    }

    @Test("a month's share of a sum is rounded outwards")
    func monthly() {
        #expect(Interval(low: 13, high: 14).monthly(over: 12) == Interval(low: 1, high: 2))
        #expect(Interval(24).monthly(over: 12) == Interval(2))
        #expect(Interval(low: 1, high: nil).monthly(over: 12) == Interval(low: 0, high: nil))
    }

    @Test("records are found again by the references of the picture")
    func references() {
        let records = RecordMerger.records(of: GoldenScenarioTests.thresholdOnly)
        let placed = Set(picture.entries.flatMap { $0.sources.map(\.reference) })
        #expect(Set(records.map(\.reference)) == placed)
        #expect(records.map(\.reference) == records.map(\.reference).sorted())
    }
}
