import Testing
import VerificationDomain

@Suite struct IdentityNumberMaskingTests {
    @Test func `the mask shows the first two and the last two characters`() throws {
        let number = try #require(IdentityNumber("319999196002030019"))
        #expect(number.masked == "31**************19")
        #expect("\(number)" == "31**************19")
    }

    @Test func `no way of printing shows the middle of any number`() throws {
        var generator = SeededGenerator(seed: 11643)
        for _ in 0..<300 {
            let number = try syntheticNumber(using: &generator)
            let printed = everyPrinting(of: number)
            for start in 2..<13 {
                let piece = number.text.dropFirst(start).prefix(4)
                #expect(!printed.contains(piece))
            }
            #expect(!printed.contains(number.birthDate.description))
        }
    }

    @Test func `a structure that holds a number prints it masked`() throws {
        struct Holder { let number: IdentityNumber }
        let number = try #require(IdentityNumber("319999196002030019"))
        #expect(!everyPrinting(of: Holder(number: number)).contains("1960"))
        #expect(!everyPrinting(of: ["a": number]).contains("1960"))
        #expect(!everyPrinting(of: FifteenDigitReading.number(number)).contains("1960"))
    }

    private func syntheticNumber(using generator: inout SeededGenerator) throws -> IdentityNumber {
        let prefix = try #require(["319999", "329999", "339999", "349999"].randomElement(using: &generator))
        let date = CalendarDate(dayNumber: Int.random(in: -14_000...20_000, using: &generator))
        let sequence = Int.random(in: 1...995, using: &generator)
        let padded = String(String(1000 + sequence).dropFirst())
        let digits = prefix + date.description.filter { $0 != "-" } + padded
        return try #require("0123456789X".compactMap { IdentityNumber(digits + String($0)) }.first)
    }
}
