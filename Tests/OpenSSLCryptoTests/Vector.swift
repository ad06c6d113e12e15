import Testing
import VerificationDomain

/// The bytes of hexadecimal text out of a standard; spaces are for the reader.
func bytes(_ hexadecimal: String, _ location: SourceLocation = #_sourceLocation) throws -> [UInt8] {
    try #require(Hexadecimal.decode(hexadecimal.replacing(" ", with: "")), sourceLocation: location)
}

/// Gives the same bytes each time, so that a nonce of a published vector can be used.
struct FixedRandom: RandomSource {
    let value: [UInt8]
    func bytes(_ count: Int) -> [UInt8] { value }
}
