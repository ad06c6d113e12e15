import Testing
import VerificationDomain

@Suite struct HexadecimalTests {
    @Test func `bytes are two lower-case digits each`() {
        #expect(Hexadecimal.encode([0x00, 0x0F, 0xA5, 0xFF]) == "000fa5ff")
        #expect(Hexadecimal.encode([]).isEmpty)
    }

    @Test func `both cases are read`() {
        #expect(Hexadecimal.decode("00Fa5fFF") == [0x00, 0xFA, 0x5F, 0xFF])
        #expect(Hexadecimal.decode("") == [])
    }

    @Test(
        "Anything else is refused",
        arguments: ["0", "000", "0g", "0x00", " 00", "00 ", "0 0", "-1", "+1", "０0", "é", "\u{0}0"]
    )
    func refused(text: String) {
        #expect(Hexadecimal.decode(text) == nil)
    }

    @Test func `every byte comes back`() {
        let bytes = Array(UInt8.min...UInt8.max)
        #expect(Hexadecimal.decode(Hexadecimal.encode(bytes)) == bytes)
    }
}
