/// Reads CSV (RFC 4180) in UTF-8 record by record, in memory for one record.
///
/// Lines end with CR LF, LF or CR; a byte order mark at the start is skipped; a quoted field may hold line ends.
/// Anything that RFC 4180 does not know, such as a quote inside an unquoted field, is an error with its place.
struct CSVReader {
    /// The next bytes of the file; empty at its end.
    typealias ByteSource = () throws(RegisterError) -> [UInt8]

    private static let quote = UInt8(ascii: "\"")
    private static let comma = UInt8(ascii: ",")
    private static let carriageReturn = UInt8(ascii: "\r")
    private static let lineFeed = UInt8(ascii: "\n")

    /// Of the file without its folders.
    private let name: String
    private let limits: CSVLimits
    private let source: ByteSource
    private var buffer: [UInt8] = []
    private var position = 0
    private var isAtStart = true

    /// The place of the next byte, both from 1; columns count bytes.
    private(set) var line = 1
    private var column = 1
    /// The line on which the record that was last read began.
    private(set) var recordLine = 1

    private var fields: [String] = []
    private var field: [UInt8] = []
    private var recordByteCount = 0

    init(name: String, limits: CSVLimits, source: @escaping ByteSource) {
        self.name = name
        self.limits = limits
        self.source = source
    }

    /// The fields of the next record; `nil` after the last.
    mutating func next() throws(RegisterError) -> [String]? {
        try skipByteOrderMark()
        guard try peek() != nil else { return nil }
        recordLine = line
        fields = []
        recordByteCount = 0
        repeat {
            field = []
            let isQuoted = try peek() == Self.quote
            if isQuoted { try readQuoted() } else { try readPlain() }
            try endField()
        } while try continuesRecord()
        return fields
    }

    /// Text up to the next comma or line end.
    private mutating func readPlain() throws(RegisterError) {
        while let byte = try peek(), byte != Self.comma, byte != Self.carriageReturn, byte != Self.lineFeed {
            guard byte != Self.quote else {
                throw error(.malformedFile, "a quote stands only around a whole field; double it inside one")
            }
            try append(byte)
        }
    }

    /// Text between quotes, where two quotes stand for one.
    private mutating func readQuoted() throws(RegisterError) {
        let (openLine, openColumn) = (line, column)
        advance(Self.quote)
        while true {
            guard let byte = try peek() else {
                throw error(.malformedFile, "this quoted field is never closed", openLine, openColumn)
            }
            guard byte == Self.quote else {
                try append(byte)
                continue
            }
            advance(byte)
            guard try peek() == Self.quote else { return }
            try append(Self.quote)
        }
    }

    /// Whether a comma follows; otherwise the line end is taken, or the file ends.
    private mutating func continuesRecord() throws(RegisterError) -> Bool {
        switch try peek() {
        case Self.comma?:
            advance(Self.comma)
            return true
        case Self.carriageReturn?:
            advance(Self.carriageReturn, endsLine: try peekAfterNext() != Self.lineFeed)
            if try peek() == Self.lineFeed { advance(Self.lineFeed) }
            return false
        case Self.lineFeed?:
            advance(Self.lineFeed)
            return false
        case nil: return false
        default: throw error(.malformedFile, "a comma or the end of the line follows a closing quote")
        }
    }

    private mutating func append(_ byte: UInt8) throws(RegisterError) {
        guard byte != 0 else { throw error(.malformedFile, "the file holds a NUL byte; it may not be text") }
        guard field.count < limits.fieldByteCount else {
            throw error(.limitExceeded, "a field has at most \(limits.fieldByteCount) bytes; look for a missing quote")
        }
        recordByteCount += 1
        guard recordByteCount <= limits.recordByteCount else {
            throw error(.limitExceeded, "a record has at most \(limits.recordByteCount) bytes")
        }
        field.append(byte)
        advance(byte)
    }

    private mutating func endField() throws(RegisterError) {
        guard let text = String(validating: field, as: UTF8.self) else {
            throw error(.malformedFile, "the field before this place is not UTF-8; save the file as UTF-8")
        }
        guard fields.count < limits.columnCount else {
            throw error(.limitExceeded, "a record has at most \(limits.columnCount) fields")
        }
        fields.append(text)
    }

    private mutating func skipByteOrderMark() throws(RegisterError) {
        guard isAtStart else { return }
        isAtStart = false
        while buffer.count < 3 {
            let more = try source()
            if more.isEmpty { break }
            buffer += more
        }
        if buffer.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }

    private mutating func peek() throws(RegisterError) -> UInt8? {
        if position == buffer.count {
            buffer = try source()
            position = 0
        }
        return position < buffer.count ? buffer[position] : nil
    }

    private mutating func peekAfterNext() throws(RegisterError) -> UInt8? {
        if position + 1 >= buffer.count {
            buffer = Array(buffer[position...]) + (try source())
            position = 0
        }
        return buffer.count > position + 1 ? buffer[position + 1] : nil
    }

    private mutating func advance(_ byte: UInt8, endsLine: Bool? = nil) {
        position += 1
        if endsLine ?? (byte == Self.lineFeed) {
            line += 1
            column = 1
        } else {
            column += 1
        }
    }

    /// An error here, or at another place: `cars.csv:12:4`.
    func error(
        _ code: RegisterError.Code,
        _ expectation: String,
        _ line: Int? = nil,
        _ column: Int? = nil
    ) -> RegisterError {
        RegisterError(code, at: "\(name):\(line ?? self.line):\(column ?? self.column)", expectation)
    }
}
