import Coordination
import ExchangeProtocol
import RecordMerging
import VerificationDomain

/// The Chinese names of the codes that a report prints. Each switch is exhaustive: a new code does not compile without
/// its name. Codes that travel as text are looked up, and a test reads them out of the modules that write them.
extension ReportWords {
    static func refusal(_ code: RefusalCode) -> String {
        switch code {
        case .wrongAudience: "收件地区不符"
        case .notYetValid: "查询尚未生效"
        case .expired: "查询已过期"
        case .lifetimeTooLong: "查询有效期过长"
        case .replay: "重复的查询"
        case .quotaExceeded: "超出查询配额"
        case .noAgreement: "没有协查协议"
        case .purposeNotAgreed: "用途不在协议范围"
        case .itemsNotAgreed: "项目不在协议范围"
        case .disclosureNotAgreed: "反馈方式不在协议范围"
        case .noAuthorisation: "没有有效授权"
        case .malformedSubject: "核对对象信息有误"
        case .limitExceeded: "超出数量限制"
        case .malformedQuery: "查询格式有误"
        }
    }

    static func severity(_ severity: Severity) -> String {
        switch severity {
        case .info: "提示"
        case .review: "需复核"
        case .block: "阻断"
        }
    }

    static func completeness(_ completeness: Completeness) -> String {
        switch completeness {
        case .full: "完整"
        case .lowerBound: "下限(有未反馈)"
        case .undecidable: "不可判定"
        }
    }

    static func indication(_ status: Indication.Status) -> String {
        switch status {
        case .within: "未超"
        case .over: "超标"
        case .undecidable: "无法判定"
        }
    }

    static func reason(_ reason: IndicationLine.Reason) -> String {
        switch reason {
        case .decided: "数据足以判定"
        case .openLeg: "有未反馈的项目"
        case .openValue: "数额上限未知"
        case .straddlesLimit: "区间跨越限额"
        case .memberCountUnsettled: "计入人数待确认"
        case .notAsked: "未查询"
        case .needsReview: "需复核"
        }
    }

    static func counting(_ counting: PictureMember.Counting) -> String {
        switch counting {
        case .counted: "计入"
        case .notCounted: "不计入"
        case .unsettled: "待确认"
        }
    }

    static func use(_ use: AssetFacts.Use) -> String {
        switch use {
        case .residential: "居住"
        case .attached: "附属(车位、储藏室等)"
        case .nonResidential: "非居住"
        case .unknown: "不明"
        }
    }

    static func setAside(_ reason: SetAsideRecord.Reason) -> String {
        switch reason {
        case .unknownSubject: "答复中的人不在查询之列"
        case .nameMismatch: "证件号码相符,姓名不符"
        case .otherIdentity: "权利人不是家庭成员"
        case .changedIdentity: "姓名、生日相同,证件号码不同"
        case .otherMember: "属于另一名成员的收入"
        case .centenarianNumber: "15位号码不能确定是谁"
        case .unreadableIdentity: "证件号码无法识别"
        case .organisation: "权利人是单位"
        }
    }

    /// What a status entry says; the code itself for one that has no name here.
    static func status(_ code: String) -> String { statusNames[code] ?? code }

    private static let statusNames = [
        "live": "在册", "ended": "已终止", "deceased": "已死亡", "married": "已婚", "notMarried": "现无婚姻登记",
        "active": "救助中", "noted": "有登记", "unknown": "登记状态不明",
    ]

    /// Why a leg ended without an accepted answer: how the delivery failed, or which rule the reply broke.
    static func cause(_ code: String) -> String {
        if let failure = DeliveryFailure(rawValue: code) { return self.failure(failure) }
        if let reply = GarbledReply(rawValue: code) { return garbled(reply) }
        if code.hasPrefix("http") { return "对方系统返回错误" }
        if code.hasPrefix("rejected") { return "对方系统未受理请求" }
        return causeNames[code] ?? "其他原因"
    }

    /// `签名不符(badSignature)`.
    static func codedCause(_ code: String) -> String { "\(cause(code))(\(code))" }

    private static func failure(_ failure: DeliveryFailure) -> String {
        switch failure {
        case .noEndpoint: "没有可用的地址"
        case .nameNotResolved: "域名无法解析"
        case .connectionRefused: "连接被拒绝"
        case .connectFailed: "无法建立连接"
        case .tlsFailed: "安全连接失败"
        case .connectionLost: "连接中断"
        case .notSent: "本端未能发出"
        }
    }

    private static func garbled(_ reply: GarbledReply) -> String {
        switch reply {
        case .unknownMediaType: "答复类型无法识别"
        case .mediaTypeDisagreesWithStatus: "答复类型与状态码不符"
        case .unexpectedStatus: "状态码不合规范"
        case .emptyBody: "答复为空"
        case .redirect: "对方要求转址"
        case .notHTTP: "答复不是 HTTP 报文"
        }
    }

    /// By `AnswerViolation.code`, and the two causes that the asking side states itself.
    private static let causeNames = [
        "answerLater": "已受理,期限内没有答复", "tooLarge": "答复过大", "malformed": "答复格式有误",
        "forbiddenHeader": "报头含禁用内容", "wrongType": "报文类型不符", "headerDisagrees": "签名算法不符",
        "unknownKey": "签名密钥未登记或已失效", "badSignature": "签名不符", "wrongIssuer": "出具地区不符",
        "wrongAudience": "收件地区不符", "wrongTime": "时间不符", "wrongQuery": "不是本次查询的答复",
        "wrongDigestAlgorithm": "摘要算法不符", "missingOutcome": "缺少应答的项目", "duplicateOutcome": "项目重复应答",
        "unaskedOutcome": "含未查询的项目", "outcomeNotAllowed": "含不允许的反馈结果", "recordCountMismatch": "记录数不符",
        "amountNotAllowed": "含不应给出的数额", "recordForUnaskedSubject": "含未查询的人的记录",
        "undisclosedDigest": "有记录未随附", "unmatchedDisclosure": "含未经签名的记录", "duplicateDigest": "记录重复",
        "decoy": "含多余的摘要", "tooManyRecords": "记录过多",
    ]
}
