internal import VerificationDomain

/// What RFC 8032 section 5.1.3 asks of an encoded point and libcrypto 3.0 does not check.
enum EdwardsPoint {
    /// p = 2²⁵⁵ − 19, little-endian.
    private static let prime: [UInt8] = [0xED] + [UInt8](repeating: 0xFF, count: 30) + [0x7F]

    /// The y of the points whose order divides 8, little-endian: 1 and 0, p − 1, and the two of order 8. Under such a
    /// key a signature can be made that verifies for every message.
    private static let smallOrders: Set<[UInt8]> = {
        let one: [UInt8] = [1] + [UInt8](repeating: 0, count: 31)
        let minusOne: [UInt8] = [0xEC] + prime.dropFirst()
        let ofOrderEight = [
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        ].compactMap { Hexadecimal.decode($0) }
        return Set([one, [UInt8](repeating: 0, count: 32), minusOne] + ofOrderEight)
    }()

    /// Whether y is below p, so that the point has one encoding, and the point's order is large.
    static func isUsableKey(_ bytes: [UInt8]) -> Bool {
        guard bytes.count == 32 else { return false }
        var ordinate = bytes
        ordinate[31] &= 0x7F
        return ordinate.reversed().lexicographicallyPrecedes(prime.reversed()) && !smallOrders.contains(ordinate)
    }
}
