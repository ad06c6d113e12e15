import OpenSSLCrypto
import Synchronization
public import VerificationDomain

/// Bytes that never repeat and are the same in every run: SHA-256 of a seed and a counter.
public final class CountedRandom: RandomSource, Sendable {
    private let seed: String
    private let count = Mutex(0)

    public init(_ seed: String) { self.seed = seed }

    public func bytes(_ number: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < number {
            let next = count.withLock { value in
                value += 1
                return value
            }
            bytes += TestFederation.digests.digest(Array("\(seed) \(next)".utf8), .sha256).bytes
        }
        return Array(bytes.prefix(number))
    }
}
