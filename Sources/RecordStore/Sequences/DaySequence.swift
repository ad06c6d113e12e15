internal import VerificationDomain

/// Numbers from 1 to 9999 that start again each day, without a gap: taken in the transaction that uses them.
enum DaySequence {
    enum Scope: Sendable {
        case requests(AdministrativeCode)
        case reports(RegionCode)

        var text: String {
            switch self {
            case .requests(let office): "request:\(office)"
            case .reports(let region): "report:\(region)"
            }
        }
    }

    /// The next number. A transaction that is taken back gives its number back. Throws `sequenceExhausted`.
    static func next(_ scope: Scope, on day: CalendarDate, _ connection: any SQLConnection) throws -> Int {
        let key: [SQLValue] = [.text(scope.text), .text(day.description)]
        try connection.execute(
            """
            INSERT INTO day_sequence (scope, day, last) VALUES (?, ?, 1)
            ON CONFLICT (scope, day) DO UPDATE SET last = day_sequence.last + 1
            """,
            key
        )
        let row = try connection.row("SELECT last FROM day_sequence WHERE scope = ? AND day = ?", key)
        guard let row else { throw StoreError(.notFound, "table day_sequence") }
        let number = try row.integer("last")
        guard number <= 9999 else { throw StoreError(.sequenceExhausted, "numbers of \(day)") }
        return Int(number)
    }
}
