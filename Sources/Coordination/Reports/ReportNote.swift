import RecordMerging
import VerificationDomain

/// One note below a report, in both languages.
public struct ReportNote: Sendable, Hashable {
    public let chinese: String
    public let english: String

    /// The notes that a report carries, in their order: what it may be used for, how to object, what it does not say.
    static func all(for report: VerificationReport) -> [ReportNote] {
        [purpose(report), objection, indication] + (report.isPartial ? [partial(report)] : [])
            + (report.picture.rulePack.isVerified ? [] : [unverified])
    }

    private static func purpose(_ report: VerificationReport) -> ReportNote {
        let programme = report.application.programme.chineseName
        return ReportNote(
            chinese: "本报告仅供受理地民政部门及其核对机构审核\(programme)申请使用,不得用于其他用途,不得向第三方提供。",
            english: "For the deciding civil-affairs office and its verification centre, for this application only."
        )
    }

    private static let objection = ReportNote(
        chinese: "如有疑问或与事实不符,请自接到本报告之日起5日内向出具单位提出异议,申请复查。",
        english: "Objections go to the issuing centre within 5 days of receiving this report."
    )

    private static let indication = ReportNote(
        chinese: "本报告所列为反馈的疑似信息和依规则计算的提示,不是审核决定;不利结果须经复核人复核并听取申请人意见。",
        english:
            "Indications computed by rules from what was answered; a named reviewer decides, hearing the household."
    )

    private static func partial(_ report: VerificationReport) -> ReportNote {
        let names = Set(report.picture.openLegs.map(\.region)).union(
            report.legs.filter { $0.state != .accepted }.map(\.region)
        ).sorted().map(\.name).joined(separator: "、")
        return ReportNote(
            chinese: "本报告为部分反馈报告:\(names)有未反馈或未查询的项目,未反馈不等于无记录。",
            english: "A partial report: some items were not answered, and not answered does not mean none."
        )
    }

    private static let unverified = ReportNote(
        chinese: "所用规则包的数额尚未经主管人员核实(verified: false),结论仅供演示与培训。",
        english: "The rule pack's figures have not been confirmed by an officer: for demonstration and training only."
    )
}
