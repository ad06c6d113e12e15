import Testing
import VerificationDomain

/// RFC 3339.
@Suite struct TimestampTests {
    @Test(
        "Moments are read with their offsets",
        arguments: [
            ("1970-01-01T00:00:00Z", 0), ("1970-01-01T08:00:00+08:00", 0), ("1985-04-12T23:20:50.52Z", 482_196_050_520),
            ("1996-12-19T16:39:57-08:00", 851_042_397_000), ("2026-07-06T09:00:00+08:00", 1_783_299_600_000),
            ("1969-12-31T23:59:59.999Z", -1), ("2000-02-29T00:00:00.123456789Z", 951_782_400_123),
            ("1937-01-01T12:00:27.87+00:20", -1_041_337_172_130), ("2026-07-06T09:00:00.1+14:00", 1_783_278_000_100),
        ]
    )
    func readings(text: String, milliseconds: Int64) {
        #expect(Timestamp(text)?.milliseconds == milliseconds)
    }

    @Test(
        "Anything else is refused",
        arguments: [
            "", "2026-07-06", "2026-07-06T09:00:00", "2026-07-06 09:00:00Z", "2026-07-06t09:00:00z",
            "2026-07-06T24:00:00Z",
            "2026-07-06T09:60:00Z", "1990-12-31T23:59:60Z", "2026-02-29T09:00:00Z", "2026-07-06T09:00:00+0800",
            "2026-07-06T09:00:00+15:00", "2026-07-06T09:00:00+08:60", "2026-07-06T09:00:00.Z",
            "2026-07-06T09:00:00.1234567890Z",
            "2026-07-06T09:00:00Z ", " 2026-07-06T09:00:00Z", "0000-01-01T00:00:00Z", "2026-7-06T09:00:00Z0",
            "2026-07-06T09:00:00ZZ", "2026-07-06T9:00:000Z", "２026-07-06T09:00:00Z", "2026-07-06T09:00:00*08:00",
            "20260706T090000Z00000", "2026-07-06T-1:00:00Z",
        ]
    )
    func refused(text: String) {
        #expect(Timestamp(text) == nil)
    }

    @Test func `a moment is written in China Standard Time and in UTC`() throws {
        let moment = try #require(Timestamp("2026-07-06T01:00:00Z"))
        #expect(moment.description == "2026-07-06T09:00:00+08:00")
        #expect(moment.utc == "2026-07-06T01:00:00.000Z")
        #expect(moment.adding(milliseconds: 7).description == "2026-07-06T09:00:00.007+08:00")
    }

    @Test func `the day is that of China, not that of UTC`() throws {
        #expect(try #require(Timestamp("2026-07-05T15:59:59.999Z")).date == CalendarDate("2026-07-05"))
        #expect(try #require(Timestamp("2026-07-05T16:00:00Z")).date == CalendarDate("2026-07-06"))
    }

    @Test func `seconds are rounded towards the past on both sides of 1970`() {
        #expect(Timestamp(milliseconds: 1999).seconds == 1)
        #expect(Timestamp(milliseconds: -1).seconds == -1)
        #expect(Timestamp(milliseconds: -1000).seconds == -1)
        #expect(Timestamp(milliseconds: -1001).seconds == -2)
    }

    @Test func `both forms are read back as the same moment`() {
        var generator = SeededGenerator(seed: 3339)
        for _ in 0..<500 {
            let moment = Timestamp(
                milliseconds: Int64.random(in: -60_000_000_000_000...200_000_000_000_000, using: &generator)
            )
            #expect(Timestamp(moment.description) == moment)
            #expect(Timestamp(moment.utc) == moment)
        }
    }

    @Test func `differences and steps agree`() {
        let start = Timestamp(seconds: 100)
        #expect(start.adding(seconds: 5).milliseconds(since: start) == 5000)
        #expect(start < start.adding(milliseconds: 1))
    }
}
