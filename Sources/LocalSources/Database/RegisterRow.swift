internal import GRDB

/// One row of a register as text, whatever type its columns have.
struct RegisterRow: Sendable {
    private let texts: [String]
    private let columns: [RegisterName]
    private let register: MappedRegister

    init(_ row: Row, of register: MappedRegister, columns: [RegisterName]) throws(RegisterError) {
        var texts: [String] = []
        texts.reserveCapacity(columns.count)
        for (index, column) in columns.enumerated() {
            let value: DatabaseValue = row[index]
            guard let text = Self.text(value) else {
                throw Self.error(register, column, "a column holds bytes or a control character")
            }
            texts.append(text)
        }
        self.texts = texts
        self.columns = columns
        self.register = register
    }

    /// Blanks around a value are the register's padding. `nil` for bytes and for control characters.
    private static func text(_ value: DatabaseValue) -> String? {
        switch value.storage {
        case .null: return ""
        case .int64(let number): return String(number)
        // The shortest text that gives the same number again: 3812.5 for 3812.5.
        case .double(let number): return number.isFinite ? String(number).replacingSuffix(".0", with: "") : nil
        case .string(let text):
            let trimmed = text.trimmed
            // The category Cc of Unicode: the controls of ASCII and of Latin-1.
            let hasControl = trimmed.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }
            return hasControl ? nil : trimmed
        case .blob: return nil
        }
    }

    /// The text of a column; empty when it holds none.
    subscript(column: RegisterName) -> String { columns.firstIndex(of: column).map { texts[$0] } ?? "" }

    /// An error that names the field of the mapping and the column, never what stands in it.
    func error(_ column: RegisterName, _ expectation: String) -> RegisterError {
        Self.error(register, column, expectation)
    }

    private static func error(
        _ register: MappedRegister,
        _ column: RegisterName,
        _ expectation: String
    ) -> RegisterError {
        RegisterError(.unmappableRow, at: "\(register.path) \(register.table.text).\(column.text)", expectation)
    }
}

extension String {
    /// Without white space at both ends.
    var trimmed: String {
        var text = self[...]
        while text.first?.isWhitespace == true { text = text.dropFirst() }
        while text.last?.isWhitespace == true { text = text.dropLast() }
        return String(text)
    }

    fileprivate func replacingSuffix(_ suffix: String, with other: String) -> String {
        hasSuffix(suffix) ? dropLast(suffix.count) + other : self
    }
}
