import Coordination
import ExchangeProtocol
import Foundation
import OpenSSLCrypto
import RecordMerging
import Testing
import VerificationDomain

@testable import hedui

@Suite("Every code that a report prints has a Chinese name")
struct ReportCodeNamesTests {
    private static func isChinese(_ text: String) -> Bool {
        text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
    }

    /// All names are Chinese, none is the code, and no two codes of one list share a name.
    private func expectNames<Code: RawRepresentable & CaseIterable>(
        _ type: Code.Type,
        _ name: (Code) -> String
    ) where Code.RawValue == String {
        for code in type.allCases {
            #expect(Self.isChinese(name(code)), "\(type) \(code.rawValue)")
            #expect(!name(code).contains(code.rawValue), "\(type) \(code.rawValue)")
        }
        #expect(Set(type.allCases.map(name)).count == type.allCases.count, "\(type) has a name twice")
    }

    @Test("every case of the enumerations on the page is named, each by a name of its own")
    func enumerations() {
        expectNames(RefusalCode.self, ReportWords.refusal)
        expectNames(LegState.self, ReportWords.state)
        expectNames(ValuationClass.self, ReportWords.valuation)
        expectNames(Severity.self, ReportWords.severity)
        expectNames(Completeness.self, ReportWords.completeness)
        expectNames(Indication.Status.self, ReportWords.indication)
        expectNames(IndicationLine.Reason.self, ReportWords.reason)
        expectNames(IndicationLine.Limit.self, \.chineseName)
        expectNames(PictureMember.Counting.self, ReportWords.counting)
        expectNames(AssetFacts.Use.self, ReportWords.use)
        expectNames(SetAsideRecord.Reason.self, ReportWords.setAside)
        expectNames(ComparisonLine.Result.self, \.chineseName)
        expectNames(IncomeKind.self, \.chineseName)
        expectNames(ItemCategory.self, \.chineseName)
        expectNames(AssistanceProgramme.self, \.chineseName)
        expectNames(DetailName.self, \.chineseName)
        expectNames(RecordKey.Kind.self, ReportDetails.label)
        expectNames(DeliveryFailure.self) { ReportWords.cause($0.rawValue) }
        expectNames(GarbledReply.self) { ReportWords.cause($0.rawValue) }
        expectNames(CoOwnership.self, \.name)
        expectNames(VehicleUse.self, \.name)
        expectNames(VehicleStatus.Mark.self, \.name)
    }

    /// Every outcome with every reason.
    private static let outcomes: [OutcomeStatus] =
        [.found, .none, .identityMismatch, .restricted, .thresholdOnly]
        + OutcomeStatus.NotQueriedReason.allCases.map(OutcomeStatus.notQueried)
        + OutcomeStatus.UnavailableReason.allCases.map(OutcomeStatus.unavailable)
        + RefusalCode.allCases.map(OutcomeStatus.refused)

    @Test("every outcome and every reason of it is worded by itself, Chinese first and the code second")
    func outcomeWords() {
        for status in Self.outcomes {
            let text = ReportWords.codedOutcome(status)
            let code = [status.code, status.reason].compactMap { $0 }.joined(separator: ":")
            #expect(text == "\(ReportWords.outcome(status))(\(code))")
            #expect(Self.isChinese(ReportWords.outcome(status)))
            #expect(status == .none || !text.contains("无记录"))
        }
        #expect(Set(Self.outcomes.map(ReportWords.outcome)).count == Self.outcomes.count)
    }

    private static func source(_ path: String) throws -> String {
        let root = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        return try String(contentsOf: root.appending(path: "Sources/\(path)"), encoding: .utf8)
    }

    @Test("every protocol rule that an answer can break is named, and so is what the asking side states")
    func violations() {
        let codes = AnswerViolation.Name.allCases.map(\.rawValue)
        for code in codes + ["answerLater", "tooLarge", "http503"] {
            #expect(ReportWords.cause(code) != "其他原因", "\(code)")
            #expect(ReportWords.codedCause(code) == "\(ReportWords.cause(code))(\(code))")
        }
        #expect(Set(codes.map(ReportWords.cause)).count == Set(codes).count)
    }

    @Test("every status that the merger states is named")
    func statuses() throws {
        let folder = ["AssistanceEntry", "DeathEntry", "HukouEntry", "MarriageEntry", "StatusPass"]
        let text = try folder.map { try Self.source("RecordMerging/Statuses/\($0).swift") }.joined(separator: "\n")
        let lines = text.matches(of: /(?:code:|case \.\w+:) ([^\n]*"[^\n]*)/).map { String($0.output.1) }
        let codes = Set(lines.flatMap { line in line.matches(of: /"(\w+)"/).map { String($0.output.1) } })
        #expect(codes.isSuperset(of: ["live", "ended", "married", "notMarried", "deceased", "active", "noted"]))
        for code in codes { #expect(Self.isChinese(ReportWords.status(code)), "\(code)") }
    }

    @Test(
        "a coded detail is its name with the code, by the register that it stands in; free text stays as it is",
        arguments: [
            (ItemCategory.incomeTax, DetailName.incomeKind, "wage", "工资性收入(wage)"),
            (.hukou, .address, "310101", "上海市黄浦区(310101)"), (.hukou, .address, "110101", "110101"),
            (.realEstate, .address, "望湖路18号", "望湖路18号"), (.realEstate, .use, "31", "商业、金融、信息(31)"),
            (.realEstate, .use, "住宅", "住宅"), (.realEstate, .coOwnership, "2", "按份共有(2)"),
            (.vehicle, .status, "BQ", "转出、逾期未检验(BQ)"), (.company, .status, "A", "A"),
            (.vehicle, .plateType, "52", "新能源小型汽车(52)"), (.vehicle, .plateType, "99", "99"),
            (.vehicle, .useNature, "F", "货运(F)"), (.assistance, .programme, "tekun", "特困人员(tekun)"),
            (.assistance, .status, "在保", "在保"),
        ]
    )
    func details(category: ItemCategory, name: DetailName, code: String, text: String) {
        #expect(ReportDetails(category: category).value(name, .text(code)) == text)
    }

    @Test("areas are in square metres with two places", arguments: [(7_860, "78.60㎡"), (5, "0.05㎡"), (-150, "-1.50㎡")])
    func areas(hundredths: Int64, text: String) {
        #expect(ReportDetails(category: .realEstate).value(.floorArea, .integer(hundredths)) == text)
    }
}
