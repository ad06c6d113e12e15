import Coordination
import ExchangeProtocol
import RecordMerging
import VerificationDomain

/// Turns a report into rows of text.
struct ReportPageBuilder {
    let report: VerificationReport
    /// Digest of `report.json`, as the node signed it.
    let digest: Digest
    /// Of the key that signed it.
    let signingKey: KeyIdentifier

    var picture: Picture { report.picture }

    /// - Throws: `ExchangeError` when the signature is none.
    init(_ issued: IssuedReport) throws {
        report = issued.report
        digest = issued.digest
        let jws = try CompactJWS(parsing: issued.signatureBytes, byteLimit: ReportSignature.byteLimit)
        signingKey = jws.header.keyIdentifier
    }

    func page(print: ReportPrint? = nil) -> ReportPage {
        let indication = picture.indication
        let identification = report.identification
        return ReportPage(
            number: identification.number,
            pageMark: identification.number.filter { $0.isASCII && ($0.isLetter || $0.isNumber) },
            title: "居民家庭经济状况核对报告",
            label: report.isPartial ? "部分反馈 · partial" : "全部反馈 · complete",
            isPartial: report.isPartial,
            conclusion: indication.wording.chinese,
            conclusionEnglish: indication.wording.english,
            conclusionTone: indication.status.rawValue,
            facts: facts(),
            sections: sections(),
            notes: report.notes.map { ReportPage.Note(chinese: $0.chinese, english: $0.english) }
                + (print.map { [$0.note] } ?? []),
            issuer: issuer,
            issuedOn: ReportWords.day(identification.issuedAt.date),
            signature: ReportPage.Signature(
                keyIdentifier: signingKey.description,
                fileName: ReportFiles.signatureName,
                digest: digest.description,
                command: "hedui report verify \(ReportFiles.jsonName) --config hedui.yaml"
            )
        )
    }

    private func sections() -> [ReportPage.Section] {
        [
            members(), legs(), coverage(),
            entries("四、财产信息 · Assets", [.realEstate, .vehicle, .money, .business]),
            entries("五、收入与支出信息 · Income and spending", [.income, .expenditure]),
            entries("六、其他信息 · Other facts", [.status]),
            conflicts(), setAside(), householdTotals(), memberTotals(), comparison(), limits(),
        ]
    }

    /// The member's name; the household's for none.
    func name(_ reference: SubjectReference?) -> String {
        guard let reference else { return "家庭" }
        return report.members.first { $0.reference == reference }?.name ?? reference.text
    }

    private var issuer: String { "\(report.identification.issuer.name)核对机构" }

    private func facts() -> [ReportPage.Fact] {
        let identification = report.identification
        let application = report.application
        let legalBasis = report.basis.legalBasis
        let pack = picture.rulePack
        return [
            ("报告编号", "Report", "\(identification.number) 第\(identification.version)版"),
            ("核对编号", "Request", identification.requestNumber),
            ("申请人", "Applicant", applicant),
            ("申请救助类型", "Programme", "\(application.programme.chineseName) \(application.programme.rawValue)"),
            ("受理地", "Deciding region", ReportWords.place(application.decidingRegion)),
            ("申请日期", "Applied on", application.applicationDate.description),
            ("收入核算期", "Income window", "\(application.incomeWindow.from) 至 \(application.incomeWindow.to)"),
            ("财产时点", "Assets as of", application.assetsAsOf.description),
            ("出具单位", "Issued by", issuer),
            ("出具时间", "Issued at", ReportWords.time(identification.issuedAt)),
            ("有效期至", "Valid until", identification.validUntil.description),
            ("法律依据", "Legal basis", "\(legalBasis.chineseCitation) \(legalBasis.code)"),
            ("规则包", "Rule pack", "\(pack.id) v\(pack.version)\(pack.isVerified ? "" : "(未经核实 unverified)")"),
            ("签名密钥", "Signing key", signingKey.description),
        ].map { ReportPage.Fact(label: $0.0, english: $0.1, value: $0.2) }
    }

    private var applicant: String {
        let reference = report.application.applicant
        let member = report.members.first { $0.reference == reference }
        return member.map { "\($0.name) \($0.maskedIdentity)" } ?? reference.text
    }

    private func members() -> ReportPage.Section {
        ReportPage.Section(
            title: "一、共同生活家庭成员 · Members",
            columns: [
                .init("姓名", 12), .init("证件号码", 20), .init("关系", 12), .init("户籍地", 21), .init("居住地", 21),
                .init("计入人数", 14),
            ],
            rows: report.members.map { member in
                let counting = picture.members.first { $0.reference == member.reference }?.counting ?? .unsettled
                return ReportPage.Row([
                    ReportPage.Cell(member.name), ReportPage.Cell(member.maskedIdentity),
                    ReportPage.Cell(member.relation.name, small: member.relation.rawValue),
                    ReportPage.Cell(ReportWords.place(member.hukou)),
                    ReportPage.Cell(ReportWords.place(member.residence)),
                    ReportPage.Cell(ReportWords.counting(counting), small: counting.rawValue),
                ])
            },
            whenEmpty: ""
        )
    }
}
