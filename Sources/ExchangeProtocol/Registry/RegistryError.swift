/// Why a registry is not put into force; the one in force stays.
public struct RegistryError: Error, Sendable, Equatable, CustomStringConvertible {
    public enum Code: String, Sendable, Hashable, CaseIterable {
        case malformed, wrongType, headerDisagrees, badSignature, serialWentBack, notYetValid, expired
    }

    public let code: Code
    /// Where, and what is expected there.
    public let context: String
    public let fileID: String
    public let line: Int

    init(_ code: Code, _ context: String = "", fileID: String = #fileID, line: Int = #line) {
        self.code = code
        self.context = context
        self.fileID = fileID
        self.line = line
    }

    public var description: String {
        switch code {
        case .malformed: "the registry cannot be read: \(context); fetch it again from the joint conference"
        case .wrongType: "this is not a federation registry; check the file that is configured"
        case .headerDisagrees: "the registry's algorithm is not the root key's; check the root key that is installed"
        case .badSignature: "the root key did not sign this registry; fetch it again and check the installed root key"
        case .serialWentBack: "the registry is older than one seen before: \(context); fetch the newest"
        case .notYetValid: "the registry is of a later time than now; check this machine's clock"
        case .expired: "the registry has expired; fetch the newest from the joint conference"
        }
    }

    public static func == (left: Self, right: Self) -> Bool { left.code == right.code }
}
