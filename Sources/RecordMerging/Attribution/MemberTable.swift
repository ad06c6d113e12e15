import VerificationDomain

/// Whom a record's holder is, by number first and name second.
struct MemberTable: Sendable {
    enum Attribution: Sendable {
        case member(Int, AttributionMarks)
        case aside(SetAsideRecord.Reason)
    }

    private struct Question: Hashable, Sendable {
        let subject: Int
        let identity: String
        let name: String
    }

    private let context: MergeContext
    private let byNumber: [IdentityNumber: Int]
    private var answers: [Question: Attribution] = [:]

    init(_ context: MergeContext) {
        self.context = context
        byNumber = Dictionary(
            context.members.enumerated().map { ($0.element.identity, $0.offset) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    mutating func attribute(_ record: VerificationRecord) -> Attribution {
        guard let subject = context.memberIndex[record.subject] else { return .aside(.unknownSubject) }
        let member = context.members[subject]
        if record.owner.identityText == member.identity.text, record.owner.nameText == member.name.text {
            return .member(subject, [])
        }
        let question = Question(
            subject: subject,
            identity: record.owner.identityText,
            name: record.owner.nameText
        )
        var answer = answers[question] ?? attribute(question)
        answers[question] = answer
        // A joint asset may come under the other owner's name; an income belongs to whom it was asked about.
        if case .member(let found, _) = answer, found != subject, record.category.valuation == .income {
            answer = .aside(.otherMember)
        }
        return answer
    }

    private func attribute(_ question: Question) -> Attribution {
        if let number = IdentityNumber(question.identity) { return attribute(number, question, []) }
        switch FifteenDigitReading(question.identity) {
        case .number(let number): return attribute(number, question, .fifteenDigits)
        case .centenarian: return .aside(.centenarianNumber)
        case .invalid: break
        }
        return .aside(UnifiedSocialCreditCode(question.identity) == nil ? .unreadableIdentity : .organisation)
    }

    private func attribute(_ number: IdentityNumber, _ question: Question, _ marks: AttributionMarks) -> Attribution {
        guard let index = byNumber[number] else { return .aside(stranger(number, question)) }
        switch match(index, question.name) {
        case .exact: return .member(index, marks)
        case .normalised: return .member(index, marks.union(.normalisedName))
        case .variant, .placeholder: return .member(index, marks.union(.variantName))
        case .mismatch: return .aside(.nameMismatch)
        }
    }

    private func match(_ index: Int, _ name: String) -> NameMatch {
        guard let name = PersonName(name) else { return .mismatch }
        let member = context.members[index]
        return NameMatch(member.name, name, formerNames: member.formerNames)
    }

    /// The same name with the same birthday is perhaps a corrected number; the same name alone is nobody.
    private func stranger(_ number: IdentityNumber, _ question: Question) -> SetAsideRecord.Reason {
        let sameBirthday = context.members[question.subject].identity.birthDate == number.birthDate
        return sameBirthday && match(question.subject, question.name).allowsMerging ? .changedIdentity : .otherIdentity
    }
}
