import VerificationDomain

/// The form of a record as a peer discloses it: what record.schema.json says beyond the reading of its values.
///
/// Records of our own storage are read without it; what comes from outside must not hold anything that another reader
/// would see and we would not.
struct RecordForm {
    let record: JSONCursor

    /// The members of a record. Another one is an error: it could be an `_sd` that hides a part.
    private static let names: Set<String> = [
        "subject", "category", "sourceOrg", "sourceScope", "method", "asOf", "retrievedAt", "owner", "identity",
        "value", "details",
    ]

    /// Throws at the first member that is not known, and at a share that is not in its one text form.
    func check() throws(JSONReadingError) {
        try record.allowOnly(Self.names)
        try checkOwner()
        for key in try record.member("identity").elements(count: 0...8) { try key.allowOnly(["kind", "value"]) }
        if let value = try record.optionalMember("value") { try checkValue(value) }
        for detail in try record.member("details").members(atMost: DetailName.allCases.count)
        where DetailName(rawValue: detail.name)?.kind == .money {
            try checkMoney(detail.value)
        }
    }

    private func checkOwner() throws(JSONReadingError) {
        let owner = try record.member("owner")
        try owner.allowOnly(["idNumber", "name", "share", "shareText"])
        _ = try owner.optionalMember("share")?.identifier(Share.self, "a share in lowest terms such as 1/2")
    }

    private func checkValue(_ value: JSONCursor) throws(JSONReadingError) {
        switch try value.member("kind").string() {
        case "exact":
            try value.allowOnly(["kind", "amount"])
            try checkMoney(value.member("amount"))
        case "band":
            try value.allowOnly(["kind", "minimum", "maximum"])
            for end in [try value.optionalMember("minimum"), try value.optionalMember("maximum")] {
                if let end { try checkMoney(end) }
            }
        default:
            try value.allowOnly(["kind", "statement", "threshold", "result"])
            try checkMoney(value.member("threshold"))
        }
    }

    private func checkMoney(_ money: JSONCursor) throws(JSONReadingError) { try money.allowOnly(["fen", "currency"]) }
}
