import VerificationDomain

/// A household file of two invented members, with parts that a test replaces.
struct HouseholdText {
    static let identities = ["319999196002030019", "329999198507150025"]

    var applicant = "m1"
    var members = [member("m1", identities[0], "02"), member("m2", identities[1], "10")]
    var items = #"["vehicle", "realEstate"]"#
    var authorisations = [authorisation("a1", ["m1"]), authorisation("a2", ["m2"])]
    var income = ""
    var assets = ""

    static func member(_ reference: String, _ identity: String, _ relation: String) -> String {
        """
        {"ref": "\(reference)", "name": "测试某", "idNumber": "\(identity)", "relation": "\(relation)",
         "hukou": "310101", "residence": "310101"}
        """
    }

    static func authorisation(_ reference: String, _ persons: [String]) -> String {
        let list = persons.map { #"{"ref": "\#($0)", "signedBy": "self"}"# }.joined(separator: ", ")
        return """
            {"ref": "\(reference)", "number": "310101-0001",
            "documentDigest": "sm3:\(String(repeating: "0", count: 64))",
             "signedAt": "2026-11-01", "validFrom": "2026-11-01", "endRule": {"rule": "ineligibleOrAssistanceEnd"},
             "regions": ["310000"], "items": ["vehicle"], "purposes": ["dibao"], "persons": [\(list)]}
            """
    }

    static func income(of member: String) -> String {
        #"{"member": "\#(member)", "kind": "wage", "monthly": {"fen": 100, "currency": "CNY"}}"#
    }

    static func asset(of member: String, _ category: String = "vehicle", key: String? = nil) -> String {
        #"{"member": "\#(member)", "category": "\#(category)"\#(key.map { ", \"key\": \($0)" } ?? "")}"#
    }

    var text: String {
        """
        {"programme": "dibao", "decidingRegion": "310101", "applicationDate": "2026-11-20",
         "incomeWindow": {"from": "2025-11", "to": "2026-10"}, "assetsAsOf": "2026-11-20", "applicant": "\(applicant)",
         "members": [\(members.joined(separator: ", "))], "items": \(items),
         "authorisations": [\(authorisations.joined(separator: ", "))],
         "declaration": {"income": [\(income)], "assets": [\(assets)]}}
        """
    }

    func json() throws(JSONReadingError) -> JSONValue {
        try JSONParser.parse(Array(text.utf8), limits: JSONLimits(byteCount: 1 << 20))
    }

    func household() throws(JSONReadingError) -> Household { try Household(json: JSONCursor(json())) }

    /// Where and why the file is refused; `nil` when it is taken.
    var refusal: JSONReadingError? {
        do {
            _ = try household()
            return nil
        } catch {
            return error
        }
    }
}
