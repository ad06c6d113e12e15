import VerificationDomain

/// Who pays an income: by code, by name, or at least by the register that says so (IN-03).
///
/// Remembers what it has read, because the same few payers stand in thousands of rows.
struct PayerNames: Sendable {
    private struct Name: Hashable, Sendable {
        let member: Int
        let text: String
    }

    private var codes: [String: String] = [:]
    private var names: [String: String] = [:]
    private var regions: [ProvinceCode: String] = [:]
    /// The code beside which a name stands; `nil` where it stands beside several.
    private var codeOfName: [Name: String?] = [:]

    /// Learns which names go with which codes, where some record has a name only.
    init(_ evidence: [Evidence]) {
        guard evidence.contains(where: { Self.code($0) == nil && $0.details.text(.payerName) != nil }) else { return }
        for item in evidence {
            guard let code = Self.code(item), let text = item.details.text(.payerName) else { continue }
            let name = Name(member: item.member, text: self.name(text))
            let known = codeOfName[name]
            let next = self.code(code)
            codeOfName[name] = known == nil || known == next ? next : .some(nil)
        }
    }

    mutating func payer(of evidence: Evidence) -> String {
        if let code = Self.code(evidence) { return self.code(code) }
        if let text = evidence.details.text(.payerName) {
            let name = name(text)
            return (codeOfName[Name(member: evidence.member, text: name)] ?? nil) ?? name
        }
        if evidence.record.source.scope == .national { return "national" }
        if let known = regions[evidence.region] { return known }
        let made = "region|\(evidence.region.text)"
        regions[evidence.region] = made
        return made
    }

    private static func code(_ evidence: Evidence) -> String? {
        (evidence.record.key(.payer) ?? evidence.record.key(.creditCode))?.text
    }

    /// An organisation under its nine characters, whether a register has these alone or the whole unified code.
    private mutating func code(_ text: String) -> String {
        if let known = codes[text] { return known }
        let organisation = UnifiedSocialCreditCode(text).flatMap(\.organisationCode) ?? OrganisationCode(text)
        let made = "code|\(organisation?.text ?? text)"
        codes[text] = made
        return made
    }

    private mutating func name(_ text: String) -> String {
        if let known = names[text] { return known }
        let made = "name|\(String(text.unicodeScalars.filter { !$0.properties.isWhitespace }))"
        names[text] = made
        return made
    }
}
