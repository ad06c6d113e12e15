/// A deterministic source of choices: SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). Never for keys or nonces.
///
/// Its own ranges, because the standard library does not promise that its random ranges stay the same.
struct SeededRandom: Sendable {
    private var state: UInt64

    /// One stream for each `stream` of a seed: households can be made in any order and stay the same.
    init(seed: UInt64, stream: UInt64 = 0) {
        state = seed
        state = next() ^ (stream &* 0xD134_2543_DE82_EF95)
        _ = next()
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// 0 ..< `bound`, which is above 0. The bias of the multiplication is below 2^-40 for the bounds used here.
    mutating func below(_ bound: Int) -> Int {
        Int(next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    mutating func within(_ range: ClosedRange<Int>) -> Int { range.lowerBound + below(range.count) }

    /// True so many times in a thousand.
    mutating func chance(permille: Int) -> Bool { below(1000) < permille }

    /// One of a list that is not empty.
    mutating func pick<Element>(_ list: [Element]) -> Element { list[below(list.count)] }
}
