/// Why a JSON text cannot be read, and where. Holds no value of the document, so it is safe to show.
public struct JSONReadingError: Error, Hashable, CustomStringConvertible {
    public enum Code: String, Sendable, Hashable {
        case notUTF8, syntax, tooLong, tooDeep, stringTooLong, tooManyValues, duplicateName, numberNotAllowed
        case missing, wrongType, notAllowed, unknownName
    }

    public let code: Code
    /// A JSON path such as `$.members[0].idNumber`, or a byte offset such as `byte 17`.
    public let place: String
    /// What was expected, in words; never what was found.
    public let expectation: String

    public init(_ code: Code, at place: String, _ expectation: String) {
        self.code = code
        self.place = place
        self.expectation = expectation
    }

    public var description: String { "\(place): \(expectation)" }
}
