import Testing

@testable import OpenSSLCrypto

@Suite("The DER form of a signature has one reading and one writing")
struct SignatureEncodingTests {
    static let small: [UInt8] = [UInt8](repeating: 0, count: 31) + [1]

    @Test(
        "what is written is read again",
        arguments: [
            small + small, [UInt8](repeating: 0xFF, count: 64), [UInt8](repeating: 0, count: 64),
            [UInt8](repeating: 0x7F, count: 64), small + [UInt8](repeating: 0x80, count: 32),
        ]
    )
    func roundTrip(raw: [UInt8]) {
        #expect(SignatureEncoding.raw(SignatureEncoding.distinguished(raw)) == raw)
    }

    @Test("numbers are as short as DER wants them and never negative")
    func shortest() throws {
        let high = [UInt8](repeating: 0, count: 31) + [0x80]
        #expect(try SignatureEncoding.distinguished(Self.small + high) == bytes("3007 020101 02020080"))
    }

    @Test(
        "other forms of the same numbers, and other things, are refused",
        arguments: [
            "", "30", "3000", "3006020101", "3106020101020101", "300602010102010100", "3007020101020101",
            "3006 020181 020101", "3007 02020001 020101", "308106020101020101", "3006 030101 020101",
            "3005 0200 020101", "3006 020101 02017f00", "3080 020101 020101 0000",
            "3007 020101 020101 00", "3009 020101 020101 020101",
        ]
    )
    func refused(text: String) throws {
        #expect(SignatureEncoding.raw(try bytes(text)) == nil)
    }

    @Test("a number of 33 significant bytes is refused")
    func tooLong() throws {
        let long = try bytes("0221 01") + [UInt8](repeating: 0, count: 32)
        #expect(SignatureEncoding.raw([0x30, UInt8(long.count + 3)] + long + (try bytes("020101"))) == nil)
    }
}
