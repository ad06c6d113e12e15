/// Why a mapping, a register or a file to be loaded cannot be used, and where.
///
/// Holds places and expectations, never a value that stands in a register, so it is safe to show.
public struct RegisterError: Error, Sendable, Equatable, CustomStringConvertible {
    public enum Code: String, Sendable, Hashable, CaseIterable {
        /// The mapping has a field that is not known, lacks one, or holds one of another shape or value.
        case unknownField, missingField, wrongShape, notAllowed
        /// A table or column name holds characters that are not taken.
        case unsafeName
        /// The mapping names a table or a column that the database does not have.
        case unknownTable, unknownColumn
        /// The database cannot be opened, read or written.
        case database
        /// The database file or its folder cannot be written: no space, no permission.
        case cannotWrite
        /// A row cannot be turned into a record.
        case unmappableRow
        /// The file cannot be opened or read.
        case unreadableFile
        /// The file is no CSV of RFC 4180 in UTF-8.
        case malformedFile
        /// Something is longer or more than its limit.
        case limitExceeded
    }

    public let code: Code
    /// A mapping field such as `registers[3].value.unit`, a place in a file such as `cars.csv:12:4`, or a table.
    public let place: String
    /// What was expected or what to do, in words.
    public let expectation: String
    public let fileID: String
    public let line: Int

    public init(
        _ code: Code,
        at place: String,
        _ expectation: String,
        fileID: String = #fileID,
        line: Int = #line
    ) {
        self.code = code
        self.place = place
        self.expectation = expectation
        self.fileID = fileID
        self.line = line
    }

    public var description: String { "\(place): \(expectation)" }

    public static func == (left: Self, right: Self) -> Bool { left.code == right.code }
}
