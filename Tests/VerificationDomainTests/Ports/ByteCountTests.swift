import Testing
import VerificationDomain

@Suite("Digests, keys and signatures have the length of their kind, and a key is never shown")
struct ByteCountTests {
    struct Holder { let key: SymmetricKey }

    @Test("a signature has 64 bytes, and no length of another form", arguments: [0, 32, 63, 65, 70, 71, 72, 96, 128])
    func signature(count: Int) {
        #expect(Signature(bytes: [UInt8](repeating: 1, count: count)) == nil)
        #expect(Signature(bytes: [UInt8](repeating: 1, count: 64)) != nil)
    }

    @Test("a symmetric key and a digest have 32 bytes", arguments: [0, 16, 31, 33, 64])
    func thirtyTwo(count: Int) {
        let bytes = [UInt8](repeating: 1, count: count)
        #expect(SymmetricKey(bytes: bytes) == nil)
        for algorithm in DigestAlgorithm.allCases { #expect(Digest(algorithm: algorithm, bytes: bytes) == nil) }
        #expect(SymmetricKey(bytes: [UInt8](repeating: 1, count: 32)) != nil)
        #expect(Digest(algorithm: .sm3, bytes: [UInt8](repeating: 1, count: 32)) != nil)
    }

    @Test("a digest's text has exactly its algorithm and 64 digits")
    func digestText() {
        let digits = String(repeating: "0a", count: 32)
        #expect(Digest(text: "sm3:\(digits)")?.description == "sm3:\(digits)")
        let broken = [
            "", digits, ":\(digits)", "sm3:", "SM3:\(digits)", "sha256:\(digits)", "sm3:\(digits)0a",
            "sm3:\(digits.dropLast())",
            "sm3:\(digits.dropLast(2))", "sm3:\(digits):", "sm3 :\(digits)",
        ]
        for text in broken { #expect(Digest(text: text) == nil, "\(text)") }
    }

    @Test("no way of printing a symmetric key, or what holds one, shows a byte of it")
    func printing() throws {
        let key = try #require(SymmetricKey(bytes: [UInt8](repeating: 0xA7, count: 32)))
        for printed in [everyPrinting(of: key), everyPrinting(of: Holder(key: key)), everyPrinting(of: ["a": key])] {
            #expect(printed.contains("SymmetricKey(32 bytes)"))
            #expect(!printed.contains("- 167"))
            #expect(!printed.contains("167, 167"))
        }
    }
}
