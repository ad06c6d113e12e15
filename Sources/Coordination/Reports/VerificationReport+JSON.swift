import RecordMerging
public import VerificationDomain

extension VerificationReport: JSONRepresentable, JSONReadable {
    /// The name of the format; docs and `schemas/report.schema.json` describe it.
    private static let format = "hedui-report/1"

    public var json: JSONValue {
        .object([
            "format": .string(Self.format), "report": identification.json, "application": application.json,
            "label": .string(isPartial ? "partial" : "full"), "members": .array(members.map(\.json)),
            "legs": .array(legs.map(\.json)),
            "regionsNotAsked": .array(regionsNotAsked.map { .string($0.text) }), "picture": picture.json,
            "pictureDigest": .string(pictureDigest.description), "descriptions": .array(descriptions.map(\.json)),
            "basis": basis.json,
            "notes": .array(notes.map { .object(["zh": .string($0.chinese), "en": .string($0.english)]) }),
        ])
    }

    private static let names: Set<String> = [
        "format", "report", "application", "label", "members", "legs", "regionsNotAsked", "picture", "pictureDigest",
        "descriptions", "basis", "notes",
    ]

    /// Label, notes and names in words follow from the rest: they are not read, and the signature covers them.
    public init(json: JSONCursor) throws(JSONReadingError) {
        try json.allowOnly(Self.names)
        _ = try json.member("format").parsed(Self.format) { $0 == Self.format ? true : nil }
        self.init(
            identification: try json.member("report").read(ReportIdentification.self),
            application: try json.member("application").read(ReportApplication.self),
            members: try json.member("members").array(of: ReportMember.self, count: 1...50),
            legs: try json.member("legs").array(of: ReportLeg.self, count: 1...40),
            regionsNotAsked: try json.member("regionsNotAsked").provinces(),
            picture: try json.member("picture").read(Picture.self),
            pictureDigest: try json.member("pictureDigest").digest(),
            descriptions: try json.member("descriptions").array(of: EntryDescription.self, count: 0...20_000),
            basis: try json.member("basis").read(ReportBasis.self)
        )
    }
}

extension JSONCursor {
    func digest() throws(JSONReadingError) -> Digest {
        try parsed("a digest such as sha-256:<64 hexadecimal digits>") { Digest(text: $0) }
    }

    fileprivate func provinces() throws(JSONReadingError) -> [ProvinceCode] {
        var provinces: [ProvinceCode] = []
        for element in try elements(count: 0...40) { provinces.append(try element.province()) }
        return provinces
    }

    func identifier() throws(JSONReadingError) -> UniqueIdentifier {
        try parsed("a UUID of version 7") { UniqueIdentifier($0) }
    }
}

extension ReportIdentification: JSONRepresentable, JSONReadable {
    public var json: JSONValue {
        .object([
            "number": .string(number), "version": .integer(Int64(version)),
            "case": .string(caseIdentifier.description), "requestNo": .string(requestNumber),
            "issuer": .string(issuer.text), "issuerName": .string(issuer.name),
            "issuedAt": .string(issuedAt.description), "validUntil": .string(validUntil.description),
        ])
    }

    public init(json: JSONCursor) throws(JSONReadingError) {
        try json.allowOnly(["number", "version", "case", "requestNo", "issuer", "issuerName", "issuedAt", "validUntil"])
        self.init(
            number: try json.member("number").string(count: 1...40),
            version: Int(try json.member("version").integer(in: 1...9999)),
            caseIdentifier: try json.member("case").identifier(),
            requestNumber: try json.member("requestNo").string(count: 24...24),
            issuer: try json.member("issuer").province(),
            issuedAt: try json.member("issuedAt").timestamp(),
            validUntil: try json.member("validUntil").date()
        )
    }
}

extension ReportApplication: JSONRepresentable, JSONReadable {
    public var json: JSONValue {
        .object([
            "programme": .string(programme.rawValue), "programmeName": .string(programme.chineseName),
            "decidingRegion": .string(decidingRegion.text), "applicationDate": .string(applicationDate.description),
            "incomeWindow": incomeWindow.json, "assetsAsOf": .string(assetsAsOf.description),
            "applicant": .string(applicant.text),
        ])
    }

    private static let names: Set<String> = [
        "programme", "programmeName", "decidingRegion", "applicationDate", "incomeWindow", "assetsAsOf", "applicant",
    ]

    public init(json: JSONCursor) throws(JSONReadingError) {
        try json.allowOnly(Self.names)
        programme = try json.member("programme").code(AssistanceProgramme.self)
        decidingRegion = try json.member("decidingRegion").region()
        applicationDate = try json.member("applicationDate").date()
        incomeWindow = try json.member("incomeWindow").monthWindow()
        assetsAsOf = try json.member("assetsAsOf").date()
        applicant = try json.member("applicant").read(SubjectReference.self)
    }
}

extension ReportMember: JSONRepresentable, JSONReadable {
    public var json: JSONValue {
        .object([
            "ref": .string(reference.text), "name": .string(name), "idNumberMasked": .string(maskedIdentity),
            "relation": .string(relation.rawValue), "relationName": .string(relation.name),
            "hukou": .string(hukou.text), "residence": .string(residence.text),
        ])
    }

    public init(json: JSONCursor) throws(JSONReadingError) {
        try json.allowOnly(["ref", "name", "idNumberMasked", "relation", "relationName", "hukou", "residence"])
        reference = try json.member("ref").read(SubjectReference.self)
        name = try json.member("name").string(count: 1...64)
        maskedIdentity = try json.member("idNumberMasked").string(count: 1...32)
        relation = try json.member("relation").parsed("a code of GB/T 4761") { FamilyRelation(rawValue: $0) }
        hukou = try json.member("hukou").region()
        residence = try json.member("residence").region()
    }
}

extension ReportLeg: JSONRepresentable, JSONReadable {
    public var json: JSONValue {
        .object([
            "region": .string(region.text), "regionName": .string(region.name), "state": .string(state.rawValue),
            "outcome": (statement?.code).map(JSONValue.string), "reason": (statement?.reason).map(JSONValue.string),
            "violation": violation.map(JSONValue.string), "query": .string(queryIdentifier.description),
            "queryDigest": .string(queryDigest.description),
            "replyDigest": replyDigest.map { .string($0.description) },
            "repliedAt": repliedAt.map { .string($0.description) },
        ])
    }

    private static let names: Set<String> = [
        "region", "regionName", "state", "outcome", "reason", "violation", "query", "queryDigest", "replyDigest",
        "repliedAt",
    ]

    public init(json: JSONCursor) throws(JSONReadingError) {
        try json.allowOnly(Self.names)
        let reason = try json.optionalMember("reason")?.string()
        self.init(
            region: try json.member("region").province(),
            state: try json.member("state").code(LegState.self),
            statement: try json.optionalMember("outcome")?.parsed("an outcome code with its own reason") {
                OutcomeStatus(code: $0, reason: reason)
            },
            violation: try json.optionalMember("violation")?.string(count: 1...64),
            queryIdentifier: try json.member("query").identifier(),
            queryDigest: try json.member("queryDigest").digest(),
            replyDigest: try json.optionalMember("replyDigest")?.digest(),
            repliedAt: try json.optionalMember("repliedAt")?.timestamp()
        )
    }
}

extension EntryDescription: JSONRepresentable, JSONReadable {
    public var json: JSONValue {
        .object(["entry": entry.json, "keys": .array(keys.map(\.json)), "details": details.json])
    }

    public init(json: JSONCursor) throws(JSONReadingError) {
        try json.allowOnly(["entry", "keys", "details"])
        self.init(
            entry: try json.member("entry").read(EntryIdentifier.self),
            keys: try json.member("keys").array(of: RecordKey.self, count: 0...8),
            details: try json.member("details").read(RecordDetails.self)
        )
    }
}

extension ReportBasis: JSONRepresentable, JSONReadable {
    public var json: JSONValue {
        .object([
            "legalBasis": .string(legalBasis.code), "legalBasisName": .string(legalBasis.chineseCitation),
            "rulePackDigest": .string(rulePackDigest.description), "registrySerial": .integer(registrySerial),
            "registryDigest": .string(registryDigest.description), "auditOrigin": .string(auditOrigin),
        ])
    }

    private static let names: Set<String> = [
        "legalBasis", "legalBasisName", "rulePackDigest", "registrySerial", "registryDigest", "auditOrigin",
    ]

    public init(json: JSONCursor) throws(JSONReadingError) {
        try json.allowOnly(Self.names)
        self.init(
            legalBasis: try json.member("legalBasis").parsed("the code of a legal basis") { LegalBasis(code: $0) },
            rulePackDigest: try json.member("rulePackDigest").digest(),
            registrySerial: try json.member("registrySerial").integer(in: 1...(1 << 53)),
            registryDigest: try json.member("registryDigest").digest(),
            auditOrigin: try json.member("auditOrigin").string(count: 1...128)
        )
    }
}
