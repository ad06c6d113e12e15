import Testing
import VerificationDomain

@Suite("A programme has the name that the law gives it")
struct AssistanceProgrammeTests {
    /// 社会救助法 Art 13.
    static let names: [(String, String)] = [
        ("dibao", "最低生活保障"), ("dibaoMargin", "最低生活保障边缘家庭"), ("tekun", "特困人员"), ("rigidExpenditure", "刚性支出困难家庭"),
        ("temporaryAssistance", "临时救助"), ("disasterRelief", "受灾人员救助"), ("emergencyMedical", "疾病应急救助"),
        ("vagrantAid", "流浪乞讨人员救助"),
    ]

    @Test("each code has its name", arguments: names)
    func name(code: String, name: String) {
        #expect(AssistanceProgramme(rawValue: code)?.chineseName == name)
    }

    @Test("there is no programme beside these")
    func complete() {
        #expect(AssistanceProgramme.allCases.map(\.rawValue) == Self.names.map(\.0))
    }
}
