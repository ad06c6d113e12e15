import VerificationDomain

/// A peer's record as JSON, with parts that a test replaces. The person is invented.
struct RecordText {
    static let identity = "319999196002030019"
    static let name = "欧阳某某"
    static let spouse = "329999198507150025"

    var keys: [JSONValue] = []
    var owner: JSONValue = .object(["idNumber": .string(identity), "name": .string(name)])
    var value: JSONValue?
    var details: JSONValue = .object([])

    var json: JSONValue {
        .object([
            "subject": "s1", "category": "realEstate", "sourceOrg": "登记中心", "sourceScope": "provincial",
            "method": "automatic", "asOf": "2026-11-20", "retrievedAt": "2026-11-24T08:00:00Z", "owner": owner,
            "identity": .array(keys), "value": value, "details": details,
        ])
    }
}
