import OpenSSLCrypto
import TransparencyLog
import VerificationDomain

let digests: any Digesting = OpenSSLDigests()
let hasher = TreeHasher(digests)
let signatureVerifier: any SignatureVerifying = OpenSSLSignatureVerifier()

func sha256(_ bytes: [UInt8]) -> [UInt8] { digests.digest(bytes, .sha256).bytes }
func sha256Text(_ bytes: [UInt8]) -> String { Hexadecimal.encode(sha256(bytes)) }
func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

extension TreeHash {
    /// The same hash with one bit turned.
    func flipped(bit: Int = 0) -> TreeHash {
        var changed = bytes
        changed[bit / 8] ^= 1 << UInt8(bit % 8)
        return TreeHash(bytes: changed) ?? self
    }
}

/// Random bytes that are the same in every run.
struct SeededRandom: RandomSource {
    let seed: String
    func bytes(_ count: Int) -> [UInt8] {
        (0...count / 32).flatMap { sha256(Array("\(seed) \($0)".utf8)) }.prefix(count).map { $0 }
    }
}
