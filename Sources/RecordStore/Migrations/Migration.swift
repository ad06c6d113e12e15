/// One numbered step of the schema. A step that was released is never changed; the next one corrects it.
struct Migration: Sendable {
    let number: Int
    let name: String
    let run: @Sendable (any SQLConnection) throws -> Void

    /// All steps in order, numbered from 1 without a gap.
    static let all: [Migration] = [
        .caseTables, .replyTables, .logTables, .printTables, .registryTables, .openingTables, .leaseTables,
        .submissionTables,
    ]
}
