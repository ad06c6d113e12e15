import Testing
import VerificationDomain

/// RFC 4648 section 10.
@Suite struct Base64Tests {
    private static let vectors = [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ]

    @Test("The RFC's vectors hold in both alphabets", arguments: vectors)
    func rfcVectors(plain: String, encoded: String) {
        let unpadded = encoded.filter { $0 != "=" }
        #expect(Base64.standard.encode(plain.utf8) == encoded)
        #expect(Base64.url.encode(plain.utf8) == unpadded)
        #expect(Base64.standard.decode(encoded) == Array(plain.utf8))
        #expect(Base64.url.decode(unpadded) == Array(plain.utf8))
    }

    @Test func `62 and 63 differ between the alphabets`() {
        #expect(Base64.standard.encode([0xFB, 0xFF]) == "+/8=")
        #expect(Base64.url.encode([0xFB, 0xFF]) == "-_8")
        #expect(Base64.url.decode("+/8") == nil)
        #expect(Base64.standard.decode("-_8=") == nil)
    }

    @Test(
        "The standard alphabet refuses every other spelling",
        arguments: [
            "Zg", "Zg=", "Zg===", "Zg==\n", " Zg==", "Z g==", "Zh==", "Zm9=", "=", "====", "Z===", "Zm9v=", "Zg==Zg==",
            "Zm8=Zm8=",
            "Zg=a", "é===", "Zm9v\u{0}",
        ]
    )
    func standardStrictness(text: String) {
        #expect(Base64.standard.decode(text) == nil)
    }

    @Test(
        "The URL alphabet refuses every other spelling",
        arguments: ["Zg==", "Z", "Zm9vY", "Zh", "Zm9", "Zg ", "Zg\n", "Z.g", "张"]
    )
    func urlStrictness(text: String) {
        #expect(Base64.url.decode(text) == nil)
    }

    @Test func `every byte string has exactly one text`() {
        var generator = SeededGenerator(seed: 4648)
        for count in 0..<100 {
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
            #expect(Base64.url.decode(Base64.url.encode(bytes)) == bytes)
            #expect(Base64.standard.decode(Base64.standard.encode(bytes)) == bytes)
        }
    }

    @Test func `no two texts of two or three characters decode to the same bytes`() {
        let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
        var seen: Set<[UInt8]> = []
        var decoded = 0
        for first in alphabet {
            for second in alphabet {
                guard let bytes = Base64.url.decode("\(first)\(second)") else { continue }
                decoded += 1
                seen.insert(bytes)
            }
        }
        #expect(decoded == 256)
        #expect(seen.count == 256)
    }
}
