public import VerificationDomain

/// What a region says about itself: what it offers, in which versions and within which limits, and when it will be
/// away.
public struct Capabilities: Sendable, Hashable {
    /// A time in which the region does not answer.
    public struct MaintenanceWindow: Sendable, Hashable {
        public let from: Timestamp
        public let to: Timestamp

        /// `nil` unless it runs forward.
        public init?(from: Timestamp, to: Timestamp) {
            guard from < to else { return nil }
            self.from = from
            self.to = to
        }
    }

    /// The one version of this protocol.
    public static let protocolVersion = "1"

    public let issuer: ProvinceCode
    public let issuedAt: Timestamp
    public let expiresAt: Timestamp
    public let versions: [String]
    public let items: [ItemCategory]
    public let disclosures: [Disclosure]
    public let limits: MessageLimits
    public let maintenance: [MaintenanceWindow]

    public init(
        issuer: ProvinceCode,
        issuedAt: Timestamp,
        expiresAt: Timestamp,
        items: [ItemCategory],
        disclosures: [Disclosure] = [.full],
        limits: MessageLimits = .protocolLimits,
        maintenance: [MaintenanceWindow] = []
    ) {
        self.issuer = issuer
        self.issuedAt = issuedAt.wholeSeconds
        self.expiresAt = expiresAt.wholeSeconds
        versions = [Self.protocolVersion]
        self.items = items
        self.disclosures = disclosures
        self.limits = limits
        self.maintenance = maintenance
    }
}

extension Capabilities: JSONRepresentable, JSONReadable {
    public var json: JSONValue {
        .object([
            "iss": issuer.json, "iat": issuedAt.numericDate, "exp": expiresAt.numericDate,
            "versions": .array(versions.map(JSONValue.string)), "items": items.codes,
            "disclosures": disclosures.codes, "limits": limits.json,
            "maintenance": .array(maintenance.map(\.json)),
        ])
    }

    public init(json: JSONCursor) throws(JSONReadingError) {
        try json.allowOnly(["iss", "iat", "exp", "versions", "items", "disclosures", "limits", "maintenance"])
        issuer = try json.member("iss").province()
        issuedAt = try json.member("iat").numericDate()
        expiresAt = try json.member("exp").numericDate()
        versions = try json.member("versions").distinct(count: 1...16) { cursor throws(JSONReadingError) in
            try cursor.string(count: 1...8)
        }
        items = try json.member("items").items(count: 0...ExchangeLimits.itemCount)
        disclosures = try json.member("disclosures").distinct(count: 1...Disclosure.allCases.count) {
            cursor throws(JSONReadingError) in try cursor.code(Disclosure.self)
        }
        limits = try json.member("limits").read(MessageLimits.self)
        maintenance = try json.list("maintenance", atMost: 100) { cursor throws(JSONReadingError) in
            try cursor.read(MaintenanceWindow.self)
        }
    }
}

extension Capabilities.MaintenanceWindow: JSONRepresentable, JSONReadable {
    public var json: JSONValue { .object(["from": .string(from.description), "to": .string(to.description)]) }

    public init(json: JSONCursor) throws(JSONReadingError) {
        try json.allowOnly(["from", "to"])
        let from = try json.member("from").timestamp()
        guard let window = Self(from: from, to: try json.member("to").timestamp()) else {
            throw json.error(.notAllowed, "expected a window that runs forward")
        }
        self = window
    }
}

/// A capabilities statement that a region signed.
public struct SignedCapabilities: Sendable, Hashable {
    public let bytes: [UInt8]

    /// A statement as it came: `verify` says what it is worth.
    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Throws what the signer throws.
    public static func sign(_ capabilities: Capabilities, with signer: any Signer) async throws -> SignedCapabilities {
        SignedCapabilities(
            try await CompactJWS.sign(capabilities.json.canonicalBytes, as: .capabilities, with: signer)
        )
    }

    /// The statement, when `region` signed it and it is of now.
    public func verify(
        from region: ProvinceCode,
        registry: VerifiedRegistry,
        verifier: any SignatureVerifying,
        at now: Timestamp
    ) throws(AnswerViolation) -> Capabilities {
        let opener = MessageOpener(registry: registry, verifier: verifier)
        let limit = ExchangeLimits.statementByteCount
        let message = try opener.open(bytes, as: .capabilities, from: region, limit: limit, at: now)
        let capabilities: Capabilities
        do {
            capabilities = try Capabilities(json: message.claims)
        } catch {
            throw .malformed(place: error.place)
        }
        guard capabilities.issuer == region else { throw .wrongIssuer }
        let tolerance = ExchangeLimits.clockToleranceSeconds
        guard capabilities.issuedAt <= now.adding(seconds: tolerance),
            capabilities.expiresAt > now.adding(seconds: -tolerance)
        else { throw .wrongTime }
        return capabilities
    }
}
