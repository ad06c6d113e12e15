import Testing
import VerificationDomain

@Suite struct CodeListTests {
    @Test(
        "GB/T 4761 relations have the standard's names",
        arguments: [
            ("01", "本人"), ("02", "户主"), ("10", "配偶"), ("12", "妻"), ("27", "养子或继子"), ("38", "儿媳"), ("51", "父亲"),
            ("64", "外祖母"), ("79", "其他兄弟姐妹"), ("81", "伯父"), ("97", "其他亲属"), ("99", "非亲属"),
        ]
    )
    func relationNames(code: String, name: String) {
        #expect(FamilyRelation(rawValue: code)?.name == name)
    }

    @Test(
        "Codes outside GB/T 4761 are refused",
        arguments: ["", "0", "1", "00", "03", "13", "98", "100", "１０", "AB", "-1"]
    )
    func unknownRelations(code: String) {
        #expect(FamilyRelation(rawValue: code) == nil)
    }

    @Test func `children are children, and their spouses are not`() throws {
        let children = FamilyRelation.all.filter(\.isChild).map(\.rawValue)
        #expect(children.contains("22") && children.contains("37") && children.contains("20"))
        #expect(!children.contains("28") && !children.contains("38") && !children.contains("41"))
        #expect(FamilyRelation.all.filter(\.isSpouse).map(\.rawValue) == ["10", "11", "12"])
        #expect(FamilyRelation.all.filter(\.isParent).map(\.rawValue) == ["50", "51", "52", "57", "58"])
    }

    @Test func `every named relation is one of the standard's`() {
        let named: [FamilyRelation] = [
            .oneself, .householdHead, .spouse, .son, .daughter, .father, .mother, .other,
        ]
        #expect(named.allSatisfy { FamilyRelation.all.contains($0) })
        #expect(Set(FamilyRelation.all).count == FamilyRelation.all.count)
    }

    @Test func `sex follows GB/T 2261.1, where 0 is not female`() {
        #expect(Sex(rawValue: "0") == .unknown)
        #expect(Sex(rawValue: "2") == .female)
        #expect(Sex(rawValue: "3") == nil)
    }

    @Test(
        "sex has four codes with the standard's names",
        arguments: [("0", "未知的性别"), ("1", "男"), ("2", "女"), ("9", "未说明的性别")]
    )
    func sexNames(code: String, name: String) {
        #expect(Sex(rawValue: code)?.name == name)
        #expect(Sex.allCases.count == 4)
    }

    @Test(
        "marital status has the standard's names",
        arguments: [
            ("10", "未婚"), ("20", "已婚"), ("21", "初婚"), ("22", "再婚"), ("23", "复婚"), ("30", "丧偶"), ("40", "离婚"),
            ("90", "未说明的婚姻状况"),
        ]
    )
    func maritalNames(code: String, name: String) {
        #expect(MaritalStatus(rawValue: code)?.name == name)
    }

    @Test func `marital status follows GB/T 2261.2`() {
        #expect(MaritalStatus.allCases.map(\.rawValue) == ["10", "20", "21", "22", "23", "30", "40", "90"])
        #expect(MaritalStatus.remarried.isMarried == true)
        #expect(MaritalStatus.widowed.isMarried == false)
        #expect(MaritalStatus.unstated.isMarried == nil)
    }

    @Test("co-ownership has four codes", arguments: [("0", "单独所有"), ("1", "共同共有"), ("2", "按份共有"), ("3", "其他共有")])
    func coOwnership(code: String, name: String) {
        #expect(CoOwnership(rawValue: code)?.name == name)
        #expect(CoOwnership.allCases.count == 4)
    }
}
