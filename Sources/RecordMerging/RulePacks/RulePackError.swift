import VerificationDomain

/// Why a rule pack cannot be used, with the place of the wrong field. Rule packs hold nothing personal.
public struct RulePackError: Error, Sendable, Equatable, CustomStringConvertible {
    public enum Code: String, Sendable, Hashable, CaseIterable {
        /// A field is missing.
        case missing
        /// A field holds another kind of value.
        case wrongType
        /// A field's value lies outside what is allowed.
        case notAllowed
        /// A field has a name that no rule pack has.
        case unknownName
        /// The text is no document of this kind at all.
        case unreadable
    }

    public let code: Code
    /// Such as `$.moneyAssetCap.months`.
    public let path: String
    public let expectation: String
    public let fileID: String
    public let line: Int

    public init(
        _ code: Code,
        at path: String,
        _ expectation: String,
        fileID: String = #fileID,
        line: Int = #line
    ) {
        self.code = code
        self.path = path
        self.expectation = expectation
        self.fileID = fileID
        self.line = line
    }

    init(_ error: JSONReadingError) {
        let code: Code =
            switch error.code {
            case .missing: .missing
            case .wrongType: .wrongType
            case .unknownName: .unknownName
            default: .notAllowed
            }
        self.init(code, at: error.place, error.expectation)
    }

    /// The rule pack error inside what a decoder threw; decoders wrap the errors of the types that they read.
    public init(decoding error: any Error) {
        switch error {
        case let error as RulePackError: self = error
        case let error as JSONReadingError: self.init(error)
        case DecodingError.dataCorrupted(let context), DecodingError.typeMismatch(_, let context),
            DecodingError.valueNotFound(_, let context), DecodingError.keyNotFound(_, let context):
            if let inner = context.underlyingError as? RulePackError {
                self = inner
            } else {
                let path = context.codingPath.map { ".\($0.stringValue)" }.joined()
                self.init(.unreadable, at: "$\(path)", "expected a YAML document of plain values")
            }
        default: self.init(.unreadable, at: "$", "expected a YAML document of plain values")
        }
    }

    public var description: String { "rule pack, \(path): \(expectation); correct the file and check it again" }

    public static func == (left: Self, right: Self) -> Bool { left.code == right.code && left.path == right.path }
}
