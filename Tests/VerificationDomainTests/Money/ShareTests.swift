import Testing
import VerificationDomain

@Suite struct ShareTests {
    @Test(
        "Shares are read in every form that deeds use",
        arguments: [
            ("1/2", "1/2"), ("50%", "1/2"), ("0.5", "1/2"), ("二分之一", "1/2"), ("百分之五十", "1/2"), ("2/4", "1/2"),
            ("１／２", "1/2"),
            ("５０％", "1/2"), (" 1 / 2 ", "1/2"), ("100%", "1/1"), ("1", "1/1"), ("1.0", "1/1"), ("33.33%", "3333/10000"),
            ("三分之二", "2/3"), ("百分之三十三点三三", "3333/10000"), ("十二分之五", "5/12"), ("千分之一", "1/1000"),
            ("一百二十分之七", "7/120"), ("百分之一百", "1/1"), ("贰分之壹", "1/2"), ("3/2", "3/2"), ("150%", "3/2"),
            ("一百零五分之一", "1/105"),
        ]
    )
    func readings(text: String, lowest: String) {
        #expect(Share(text)?.text == lowest)
    }

    @Test(
        "Anything else is refused",
        arguments: [
            "", "0", "0%", "0/2", "1/0", "-1/2", "1/-2", "1/2/3", "一半", "各半", "全部", "1:2", "50%%", "%", ".5",
            "0.",
            "1e-1", "二分之", "分之一", "分之", "零分之一", "二分之零", "一百五分之一", "二分之一分之一", "1/2 + 1/2", "点五", "二点五分之一",
            "9999999999999999999/1", "0.12345678901", String(repeating: "一", count: 1000), "百百分之一", "二二分之一",
        ]
    )
    func refused(text: String) {
        #expect(Share(text) == nil)
    }

    @Test func `a bare fifty is fifty wholes, which the sum rule will find`() {
        #expect(Share("50")?.exceedsWhole == true)
    }

    @Test func `shares add exactly`() throws {
        let third = try #require(Share("1/3"))
        #expect(Share.sum([third, third, third])?.isWhole == true)
        #expect(try #require(Share("1/2")).adding(third)?.text == "5/6")
        #expect(Share.sum([]) == nil)
    }

    @Test func `a sum that cannot be held is nil`() throws {
        let tiny = try #require(Share(1, of: Int64.max))
        let other = try #require(Share(1, of: Int64.max - 1))
        #expect(tiny.adding(other) == nil)
        #expect(try #require(Share(Int64.max, of: 1)).adding(.whole) == nil)
    }

    @Test func `shares compare exactly where floating point cannot`() throws {
        let left = try #require(Share(Int64.max - 1, of: Int64.max))
        #expect(left < .whole)
        #expect(!left.isWhole && !left.exceedsWhole)
        #expect(try #require(Share("1/3")) < #require(Share("33.34%")))
        #expect(Share(2, of: 4) == Share(1, of: 2))
    }

    @Test func `a part of money is rounded towards zero`() throws {
        let third = try #require(Share("1/3"))
        #expect(third.part(of: Money(fen: 100))?.fen == 33)
        #expect(third.part(of: Money(fen: -100))?.fen == -33)
        #expect(Share.whole.part(of: Money(fen: .max))?.fen == .max)
        #expect(try #require(Share(2, of: 1)).part(of: Money(fen: .max)) == nil)
    }

    @Test(
        "Shares of zero or less do not exist",
        arguments: [[0, 1], [1, 0], [-1, 2], [1, -2], [.min, 1]] as [[Int64]]
    )
    func notPositive(parts: [Int64]) {
        #expect(Share(parts[0], of: parts[1]) == nil)
    }
}
