/// Why a population cannot be made.
public struct PopulationError: Error, Sendable, Equatable, CustomStringConvertible {
    public enum Code: String, Sendable, Hashable, CaseIterable {
        /// The plan asks for too few or too many people, or for a region without register shapes.
        case planNotPossible
        /// An invented value does not meet its own check; the lists of this module are damaged.
        case damagedInvention
    }

    public let code: Code
    /// What was expected, in words.
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
        case .planNotPossible: "the plan needs \(context)"
        case .damagedInvention: "expected \(context); install the program again"
        }
    }

    public static func == (left: Self, right: Self) -> Bool { left.code == right.code }
}
