/// The state of a motor vehicle: the letters of the police register, several of which may apply at once.
public struct VehicleStatus: TextIdentifier, CustomStringConvertible {
    public enum Mark: String, Sendable, Hashable, CaseIterable, Comparable {
        case normal = "A"
        case movedOut = "B"
        case stolen = "C"
        case suspended = "D"
        case cancelled = "E"
        case revoked = "F"
        case unsettledViolation = "G"
        case customsSupervision = "H"
        case unsettledAccident = "I"
        case suspicious = "J"
        case sealed = "K"
        case detained = "L"
        case forciblyCancelled = "M"
        case fledAccident = "N"
        case locked = "O"
        case scrappedPlatesVoid = "P"
        case inspectionOverdue = "Q"

        public var name: String { VehicleStatus.names[self] ?? rawValue }
        public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    public let marks: Set<Mark>

    public static let expectation = "vehicle state letters A to Q, each once"

    /// Reads letters in either case and width; `nil` for none, an unknown one or one that stands twice.
    public init?(_ text: some StringProtocol) {
        guard let bytes = identifierBytes(text, dropping: Set(",;".utf8)), !bytes.isEmpty else { return nil }
        let marks = bytes.compactMap { Mark(rawValue: String(decoding: [$0], as: UTF8.self)) }
        guard marks.count == bytes.count, Set(marks).count == marks.count else { return nil }
        self.marks = Set(marks)
    }

    /// The letters in order.
    public var text: String { marks.sorted().map(\.rawValue).joined() }
    public var description: String { text }

    /// Cancelled, revoked, forcibly cancelled or scrapped: no asset, but worth showing.
    public var isCancelled: Bool {
        !marks.isDisjoint(with: [.cancelled, .revoked, .forciblyCancelled, .scrappedPlatesVoid])
    }
    /// Left for another registry: whose car it is then depends on what the destination says.
    public var hasMovedOut: Bool { marks.contains(.movedOut) }
    public var isStolen: Bool { marks.contains(.stolen) }
    /// Scrapped on paper while the car itself may still run.
    public var mayStillRun: Bool { !marks.isDisjoint(with: [.forciblyCancelled, .scrappedPlatesVoid]) }
    /// Whether it counts as an asset by itself; see `hasMovedOut` and `needsAttention` for what else to look at.
    public var counts: Bool { !isCancelled }
    /// Whether a reviewer should be told: stolen, or scrapped on paper only.
    public var needsAttention: Bool { isStolen || mayStillRun }

    private static let names: [Mark: String] = [
        .normal: "正常", .movedOut: "转出", .stolen: "被盗抢", .suspended: "停驶", .cancelled: "注销", .revoked: "撤销",
        .unsettledViolation: "违法未处理", .customsSupervision: "海关监管", .unsettledAccident: "事故未处理", .suspicious: "嫌疑车",
        .sealed: "查封", .detained: "扣留", .forciblyCancelled: "达到报废标准", .fledAccident: "事故逃逸", .locked: "锁定",
        .scrappedPlatesVoid: "达到报废标准公告牌证作废", .inspectionOverdue: "逾期未检验",
    ]
}
