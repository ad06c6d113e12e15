/// Where a sealed box stands. The place is authenticated with the box, so that a box moved to another row or column, by
/// somebody who can write the database but has no key, does not open.
struct BoxPlace: Sendable, Hashable {
    let table: StaticString
    let row: String
    let column: StaticString

    init(_ table: StaticString, row: some CustomStringConvertible, _ column: StaticString) {
        self.table = table
        self.row = row.description
        self.column = column
    }

    /// `hedui-box/v1`, then table, row and column, each behind a line feed: none of them can hold one.
    var context: [UInt8] { Array("hedui-box/v1\n\(table)\n\(row)\n\(column)".utf8) }

    static func == (left: Self, right: Self) -> Bool { left.context == right.context }
    func hash(into hasher: inout Hasher) { hasher.combine(context) }
}
