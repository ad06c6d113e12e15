/// Numbers as deeds write them: 三, 十二, 一百零五, 三十三点三三; up to 万 and six places.
enum ChineseNumeral: Sendable {
    private static let figures: [Character: Int64] = [
        "零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
        "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9,
    ]
    private static let scales: [Character: Int64] = [
        "十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "万": 10_000,
    ]

    /// The number as `whole / scale`; `nil` when the characters are none.
    static func value(_ characters: ArraySlice<Character>) -> (whole: Int64, scale: Int64)? {
        let parts = characters.split(separator: "点", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count <= 2, let first = parts.first, var whole = whole(first) else { return nil }
        guard parts.count == 2 else { return (whole, 1) }
        guard (1...6).contains(parts[1].count) else { return nil }
        var scale: Int64 = 1
        for character in parts[1] {
            guard let figure = figures[character] else { return nil }
            whole = whole * 10 + figure
            scale *= 10
        }
        return (whole, scale)
    }

    /// Figures and scales in falling order: 一百二十三. A bare 百, 千 or 万 stands for one of it, as in 百分之.
    ///
    /// 一百五 is refused: it means 150 to some and 105 to others.
    private static func whole(_ characters: ArraySlice<Character>) -> Int64? {
        guard !characters.isEmpty, characters.count <= 12 else { return nil }
        var total: Int64 = 0
        var figure: Int64?
        var previousScale = Int64.max
        var followsZero = false
        for (offset, character) in characters.enumerated() {
            if let scale = scales[character] {
                guard scale < previousScale, figure != nil || offset == 0, figure != 0 else { return nil }
                total += (figure ?? 1) * scale
                figure = nil
                previousScale = scale
            } else if let next = figures[character] {
                guard figure == nil || figure == 0 else { return nil }
                followsZero = figure == 0
                figure = next
            } else {
                return nil
            }
        }
        guard figure == nil || previousScale == 10 || previousScale == .max || followsZero else { return nil }
        return total + (figure ?? 0)
    }
}
