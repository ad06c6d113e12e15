import OpenSSLCrypto
import Synchronization
import VerificationDomain

/// Bytes that look random and are always the same: SHA-256 of the seed's text and a counter.
final class SeededRandom: RandomSource, Sendable {
    private let seed: String
    private let counter = Mutex(0)

    init(_ seed: String) { self.seed = seed }

    func bytes(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            let number = counter.withLock { value in
                value += 1
                return value
            }
            bytes += OpenSSLDigests().digest(Array("\(seed) \(number)".utf8), .sha256).bytes
        }
        return Array(bytes.prefix(count))
    }
}
