/// Reads plain decimal numbers as whole numbers of their last place.
enum DecimalText: Sendable {
    /// `89.5` shifted by two places is 8950; `nil` when a digit would be lost, or for anything but digits and a point.
    static func integer(_ text: some StringProtocol, shiftedBy places: Int) -> Int64? {
        guard (1...24).contains(text.utf8.count) else { return nil }
        let isNegative = text.first == "-"
        let parts = text.dropFirst(isNegative ? 1 : 0).split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count),
            parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } })
        else { return nil }
        let fraction = parts.count == 2 ? String(parts[1]) : ""
        guard fraction.dropFirst(places).allSatisfy({ $0 == "0" }) else { return nil }
        let kept = fraction.prefix(places)
        let zeros = String(repeating: "0", count: places - kept.count)
        guard let magnitude = Int64(parts[0] + kept + zeros), magnitude <= RegisterLimits.amounts.upperBound else {
            return nil
        }
        return isNegative ? -magnitude : magnitude
    }
}
