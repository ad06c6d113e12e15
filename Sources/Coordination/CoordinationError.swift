/// Why a check cannot be made, replayed or read. Nothing personal.
public struct CoordinationError: Error, Sendable, Equatable, CustomStringConvertible {
    public enum Code: String, Sendable, Hashable, CaseIterable {
        case noLegalBasis, noAgreement, noRulePack, registryExpired, unknownCase, notReported
        case evidenceChanged, digestDiffers, submissionDiffers, registryReplaced
    }

    public let code: Code
    public let context: String
    public let fileID: String
    public let line: Int

    public init(_ code: Code, _ context: String = "", fileID: String = #fileID, line: Int = #line) {
        self.code = code
        self.context = context
        self.fileID = fileID
        self.line = line
    }

    public var description: String {
        switch code {
        case .noLegalBasis: "no legal basis is in force on this day: check this machine's clock"
        case .noAgreement: "no agreement in force lets us ask \(context) for this programme: see the registry"
        case .noRulePack: "no rule pack decides for \(context): add one to the node's rulePacks folder"
        case .registryExpired: "the federation registry has expired: fetch the newest from the joint conference"
        case .unknownCase: "there is no case \(context) in this store: `hedui check status` lists them"
        case .notReported: "case \(context) has no report yet"
        case .evidenceChanged: "the stored evidence is not what was received: \(context)"
        case .submissionDiffers:
            "this key was used for another household file, or another state of it: submit under a new key"
        case .registryReplaced:
            "case \(context) was opened under a registry that does not know this node's signing key of today: "
                + "submit the household again"
        case .digestDiffers: "the replay gives another digest: \(context)"
        }
    }

    public static func == (left: Self, right: Self) -> Bool { left.code == right.code }
}
