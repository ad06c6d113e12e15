/// A number as the C2SP formats write it: decimal ASCII, no sign, no leading zeros.
enum DecimalText {
    /// The number; `nil` for another form or one above `limit`.
    static func number(_ text: some Collection<UInt8>, limit: Int) -> Int? {
        guard (1...19).contains(text.count) else { return nil }
        if text.count > 1, text.first == UInt8(ascii: "0") { return nil }
        var number: UInt64 = 0
        for character in text {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(character) else { return nil }
            number = number * 10 + UInt64(character - UInt8(ascii: "0"))
        }
        return number <= UInt64(limit) ? Int(number) : nil
    }
}
