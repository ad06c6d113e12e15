/// One record of one register about one person, as the answering region reports it.
public struct VerificationRecord: Sendable, Hashable {
    public let subject: SubjectReference
    public let category: ItemCategory
    public let source: RecordSource
    /// As of when the register speaks; `nil` counts as the oldest.
    public let asOf: CalendarDate?
    /// When the answering region read it; never compared for freshness.
    public let retrievedAt: Timestamp
    public let owner: RecordOwner
    public let keys: [RecordKey]
    public let value: RecordValue?
    public let details: RecordDetails

    public init(
        subject: SubjectReference,
        category: ItemCategory,
        source: RecordSource,
        asOf: CalendarDate?,
        retrievedAt: Timestamp,
        owner: RecordOwner,
        keys: [RecordKey],
        value: RecordValue?,
        details: RecordDetails = RecordDetails()
    ) {
        self.subject = subject
        self.category = category
        self.source = source
        self.asOf = asOf
        self.retrievedAt = retrievedAt
        self.owner = owner
        self.keys = keys.sorted()
        self.value = value
        self.details = details
    }

    /// The first key of this kind.
    public func key(_ kind: RecordKey.Kind) -> RecordKey? { keys.first { $0.kind == kind } }
}

extension VerificationRecord: JSONRepresentable, JSONReadable {
    public var json: JSONValue {
        .object([
            "subject": .string(subject.text), "category": .string(category.rawValue),
            "sourceOrg": .string(source.organisation), "sourceScope": .string(source.scope.rawValue),
            "method": .string(source.method.rawValue), "asOf": asOf.map { .string($0.description) },
            "retrievedAt": .string(retrievedAt.description), "owner": owner.json,
            "identity": .array(keys.map(\.json)), "value": value?.json, "details": details.json,
        ])
    }

    public init(json: JSONCursor) throws(JSONReadingError) {
        self.init(
            subject: try json.member("subject").read(SubjectReference.self),
            category: try json.member("category").code(ItemCategory.self),
            source: RecordSource(
                organisation: try json.member("sourceOrg").string(count: 1...120),
                scope: try json.member("sourceScope").code(SourceScope.self),
                method: try json.member("method").code(RecordSource.Method.self)
            ),
            asOf: try json.optionalMember("asOf")?.parsed("a date yyyy-MM-dd") { CalendarDate($0) },
            retrievedAt: try json.member("retrievedAt").parsed("an RFC 3339 time") { Timestamp($0) },
            owner: try json.member("owner").read(RecordOwner.self),
            keys: try json.member("identity").array(of: RecordKey.self, count: 0...8),
            value: try json.optionalMember("value")?.read(RecordValue.self),
            details: try json.member("details").read(RecordDetails.self)
        )
    }
}

/// Which register a record comes from.
public struct RecordSource: Sendable, Hashable {
    public enum Method: String, Sendable, Hashable, CaseIterable { case automatic, manual, paper }

    public let organisation: String
    public let scope: SourceScope
    public let method: Method

    public init(organisation: String, scope: SourceScope, method: Method = .automatic) {
        self.organisation = organisation
        self.scope = scope
        self.method = method
    }
}

/// Whom the register names as the holder, in the register's own spelling: attribution to a member is the merger's work.
public struct RecordOwner: Sendable, Hashable, MaskedValue {
    /// 15 or 18 characters as the register holds them; not necessarily a valid number. Personal.
    public let identityText: String
    /// Personal.
    public let nameText: String
    /// `nil` when the register gives none.
    public let share: ShareStatement?

    public init(identityText: String, nameText: String, share: ShareStatement? = nil) {
        self.identityText = identityText
        self.nameText = nameText
        self.share = share
    }

    /// First two and last two characters of the number, first character of the name: `31**************19 欧**`.
    public var masked: String {
        "\(mask(identityText, first: 2, last: 2)) \(PersonName(nameText)?.masked ?? mask(nameText, first: 0, last: 0))"
    }
}

/// A share as a rational, or the register's text when it cannot be read as one.
public enum ShareStatement: Sendable, Hashable {
    case rational(Share)
    case unparseable(String)
}

extension RecordOwner: JSONRepresentable, JSONReadable {
    public var json: JSONValue {
        switch share {
        case .rational(let share):
            .object(["idNumber": .string(identityText), "name": .string(nameText), "share": .string(share.text)])
        case .unparseable(let text):
            .object(["idNumber": .string(identityText), "name": .string(nameText), "shareText": .string(text)])
        case nil: .object(["idNumber": .string(identityText), "name": .string(nameText)])
        }
    }

    public init(json: JSONCursor) throws(JSONReadingError) {
        let rational = try json.optionalMember("share")?.parsed("a share such as 1/2") { Share($0) }
        let text = try json.optionalMember("shareText")?.string(count: 1...40)
        guard rational == nil || text == nil else {
            throw json.error(.notAllowed, "an owner has a share or a shareText, not both")
        }
        self.init(
            identityText: try json.member("idNumber").string(count: 1...32),
            nameText: try json.member("name").string(count: 1...64),
            share: rational.map(ShareStatement.rational) ?? text.map(ShareStatement.unparseable)
        )
    }
}
