import Coordination
import VerificationDomain

/// A record's keys and details in a reviewer's words: each labelled, each code by its name with the code behind it.
struct ReportDetails {
    /// The same detail means another thing in another register: the status of a car, of a company, of assistance.
    let category: ItemCategory

    func texts(_ description: EntryDescription) -> [String] {
        let keys = description.keys.map { "\(Self.label($0.kind)):\(key($0))" }
        let details = description.details.names.filter { !Self.saidElsewhere.contains($0) }.compactMap { name in
            description.details[name].map { "\(label(name)):\(value(name, $0))" }
        }
        return keys + details.filter { !keys.contains($0) }
    }

    /// The entry says what kind of income it is and for which months; the deciding record is only one of them.
    private static let saidElsewhere: Set<DetailName> = [.incomeKind, .periodFrom, .periodTo]

    static func label(_ kind: RecordKey.Kind) -> String {
        switch kind {
        case .realEstateUnit: "不动产单元号"
        case .realEstateCertificate: "不动产权证号"
        case .contractNumber: "合同备案号"
        case .vehicleIdentification: "车辆识别代号"
        case .plate: "号牌"
        case .bankAccount: "银行账号"
        case .bankCard: "银行卡号"
        case .bank: "银行代码"
        case .instrument: "证券账户"
        case .custodian: "托管单位"
        case .policyNumber: "保单号"
        case .walletAccount: "支付账户"
        case .payer: "支付单位代码"
        case .insuranceKind: "险种"
        case .taxItem: "所得项目"
        case .creditCode: "统一社会信用代码"
        case .certificateNumber: "证书编号"
        case .settlementNumber: "结算单号"
        case .registrationNumber: "登记证号"
        }
    }

    func key(_ key: RecordKey) -> String {
        let text = ReportMask.key(key)
        guard key.kind == .plate, let plate = PlateKey(text) else { return text }
        return "\(plate.number)(\(plate.kind.name) \(plate.kind))"
    }

    func label(_ name: DetailName) -> String {
        switch name {
        case .floorArea: "建筑面积"
        case .address where category == .hukou: "户籍地"
        default: name.chineseName
        }
    }

    func value(_ name: DetailName, _ value: DetailValue) -> String {
        switch value {
        case .text(let text): Self.named(name, text, category) ?? ReportMask.detail(name, value)
        case .integer(let number) where name == .floorArea: Self.squareMetres(number)
        default: ReportMask.detail(name, value)
        }
    }

    /// The name of a code with the code; `nil` for a text that is none.
    private static func named(_ name: DetailName, _ text: String, _ category: ItemCategory) -> String? {
        let meaning: String? =
            switch name {
            case .address: RegionCode(text).flatMap { RegionTable.yangtzeDelta.fullName($0) }
            case .use: RealEstateUse(text)?.groupName
            case .coOwnership: CoOwnership(rawValue: text)?.name
            case .useNature: VehicleUse(rawValue: text)?.name
            case .plateType: PlateKind(text).flatMap { $0.name == text ? nil : $0.name }
            case .incomeKind: IncomeKind(rawValue: text)?.chineseName
            case .programme: AssistanceProgramme(rawValue: text)?.chineseName
            case .status where category == .vehicle:
                VehicleStatus(text).map { $0.marks.sorted().map(\.name).joined(separator: "、") }
            default: nil
            }
        return meaning.map { "\($0)(\(text))" }
    }

    /// 7860 of 0.01 m² is 78.60㎡.
    private static func squareMetres(_ hundredths: Int64) -> String {
        let part = String(hundredths.magnitude % 100)
        let sign = hundredths < 0 ? "-" : ""
        return "\(sign)\(hundredths.magnitude / 100).\(part.count == 1 ? "0" : "")\(part)㎡"
    }
}
