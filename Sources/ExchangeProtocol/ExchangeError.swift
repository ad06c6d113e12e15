/// Why a message of this protocol cannot be made or read. Holds no value of the message.
public struct ExchangeError: Error, Sendable, Equatable, CustomStringConvertible {
    public enum Code: String, Sendable, Hashable, CaseIterable {
        /// More bytes than the message may have.
        case tooLarge
        /// Not three parts of base64url between two points (RFC 7515 section 7.1).
        case notCompact
        /// The protected header is longer than its limit.
        case headerTooLarge
        /// The JSON of the header or the payload cannot be read.
        case unreadable
        /// The header carries a key, a link to one, or an extension that has to be understood.
        case forbiddenParameter
        /// The header is of another kind of message.
        case wrongType
        /// The header names an algorithm that no suite has.
        case unknownAlgorithm
        /// The claims contradict each other, or a limit.
        case inconsistent
        /// The findings do not cover exactly what was permitted.
        case incompleteFindings
        /// More records than one answer may hold.
        case tooManyRecords
        /// A JWK is not a public key of a known suite.
        case unknownKey
    }

    public let code: Code
    /// Where, and what is expected there; never what was found.
    public let context: String
    public let fileID: String
    public let line: Int

    public init(_ code: Code, _ context: String, fileID: String = #fileID, line: Int = #line) {
        self.code = code
        self.context = context
        self.fileID = fileID
        self.line = line
    }

    public var description: String {
        switch code {
        case .tooLarge, .headerTooLarge: "the message is too large: \(context); split it"
        case .notCompact: "the message is not a compact JWS: \(context); send it as it was signed"
        case .unreadable: "the message cannot be read: \(context); correct it at its sender"
        case .forbiddenParameter: "the header must not hold \(context); keys come from the registry only"
        case .wrongType: "the message is of another type; expected \(context)"
        case .unknownAlgorithm: "the algorithm is none of \(context)"
        case .inconsistent: "the message contradicts itself: \(context); correct it before signing"
        case .incompleteFindings: "the findings do not fit the query: \(context); look up every permitted pair once"
        case .tooManyRecords: "the answer would hold too many records: \(context); ask for fewer persons at once"
        case .unknownKey: "the key cannot be used: \(context); publish one of a known suite"
        }
    }

    public static func == (left: Self, right: Self) -> Bool { left.code == right.code }
}
