import RecordMerging
import VerificationDomain

/// One note below a report, in both languages.
public struct ReportNote: Sendable, Hashable {
    public let chinese: String
    public let english: String

    /// The notes that a report carries, in their order: what it may be used for, how to object, what it does not say.
    static func all(for report: VerificationReport) -> [ReportNote] {
        [purpose(report), objection, indication] + (report.isPartial ? [partial(report)] : [])
            + (report.regionsNotAsked.isEmpty ? [] : [notAsked(report)])
            + (report.picture.rulePack.isVerified ? [] : [unverified])
    }

    private static func purpose(_ report: VerificationReport) -> ReportNote {
        let programme = report.application.programme
        let code = report.application.decidingRegion
        let recipient = RegionTable.yangtzeDelta.fullName(code) ?? code.text
        return ReportNote(
            chinese: "本报告仅供受理地\(recipient)(\(code))民政部门及其核对机构审核\(programme.chineseName)申请使用,"
                + "不得用于其他用途,不得向第三方提供。",
            english: "Only for the civil-affairs office of \(code) and its verification centre, for this "
                + "\(programme.rawValue) application; for nothing and nobody else."
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

    private static func notAsked(_ report: VerificationReport) -> ReportNote {
        let names = report.regionsNotAsked.map(\.name).joined(separator: "、")
        let codes = report.regionsNotAsked.map(\.text).joined(separator: ", ")
        return ReportNote(
            chinese: "未向以下地区查询:\(names)(申请材料未显示家庭与其有关联);本报告不反映在这些地区的情况。",
            english: "Not asked: \(codes), which nothing in the application ties to the household; this report says "
                + "nothing of what is there."
        )
    }

    private static let unverified = ReportNote(
        chinese: "所用规则包的数额尚未经主管人员核实(verified: false),结论仅供演示与培训。",
        english: "The rule pack's figures have not been confirmed by an officer: for demonstration and training only."
    )
}
