internal import COpenSSL
public import VerificationDomain

/// libcrypto's random generator, seeded by the kernel (NIST SP 800-90A). Stops the process rather than give weak bytes.
public struct SystemRandom: RandomSource, Sendable {
    public init() {}

    public func bytes(_ count: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: max(0, count))
        guard count > 0 else { return [] }
        let code = unsafe RAND_bytes(&bytes, Int32(clamping: count))
        precondition(code == 1 && count <= Int(Int32.max), "the random generator failed: check the machine's entropy")
        return bytes
    }
}
