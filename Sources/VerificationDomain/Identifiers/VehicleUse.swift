/// What a motor vehicle is registered for (使用性质, GA 24.3): one letter of the police register.
///
/// Only the letters whose meaning is sure are listed; another letter stays text where the register is read.
public enum VehicleUse: String, Sendable, Hashable, CaseIterable, JSONRepresentable {
    case nonOperating = "A"
    case coach = "B"
    case publicBus = "C"
    case taxi = "D"
    case touristCoach = "E"
    case freight = "F"
    case rental = "G"
    case police = "H"
    /// 营转非: once operating, now private.
    case formerlyOperating = "L"
    /// 出转营、出租转非: once a taxi.
    case formerlyTaxi = "M"
    case driverTraining = "N"
    case dangerousGoods = "R"

    public var name: String {
        switch self {
        case .nonOperating: "非营运"
        case .coach: "公路客运"
        case .publicBus: "公交客运"
        case .taxi: "出租客运"
        case .touristCoach: "旅游客运"
        case .freight: "货运"
        case .rental: "租赁"
        case .police: "警用"
        case .formerlyOperating: "营转非"
        case .formerlyTaxi: "出租转非"
        case .driverTraining: "教练"
        case .dangerousGoods: "危化品运输"
        }
    }

    /// B to G: such a vehicle earns, so business income is to be expected beside it.
    public var isOperating: Bool {
        switch self {
        case .coach, .publicBus, .taxi, .touristCoach, .freight, .rental: true
        default: false
        }
    }

    public var json: JSONValue { .string(rawValue) }
}
