/// Why a value of this module cannot be made. Holds the kind of value and a place, never the value itself.
public struct DomainError: Error, Sendable, Equatable, CustomStringConvertible {
    public enum Code: String, Sendable, Hashable, CaseIterable {
        /// The text is not a value of its kind.
        case malformed
        /// A sum or a product does not fit.
        case overflow
        /// Amounts of two currencies cannot be put together.
        case currencyMismatch
        /// A data file that ships inside the program cannot be read.
        case damagedResource
    }

    public let code: Code
    /// What was expected, in words, and where; never what was found.
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
        case .malformed: "expected \(context); correct the value at its source"
        case .overflow: "\(context) is too large to be held; check the amounts at their source"
        case .currencyMismatch: "\(context) needs one currency; convert the amounts first"
        case .damagedResource: "\(context) is damaged; install the program again"
        }
    }

    public static func == (left: Self, right: Self) -> Bool { left.code == right.code }
}
