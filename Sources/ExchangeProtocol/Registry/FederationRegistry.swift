public import VerificationDomain

/// The content of a federation registry: who takes part, with which keys, under which agreements.
///
/// Reading one says nothing about trust; lookups are those of `VerifiedRegistry`.
public struct FederationRegistry: Sendable, Hashable {
    /// Never goes back.
    public let serial: Int64
    public let issuedAt: Timestamp
    public let expiresAt: Timestamp
    public let regions: [RegisteredRegion]
    public let agreements: [Agreement]
    /// Sizes and counts, lowered by the joint conference.
    public let limits: MessageLimits

    /// Throws `ExchangeError.inconsistent` when regions, keys, certificates or agreements contradict each other.
    public init(
        serial: Int64,
        issuedAt: Timestamp,
        expiresAt: Timestamp,
        regions: [RegisteredRegion],
        agreements: [Agreement],
        limits: MessageLimits = .protocolLimits
    ) throws(ExchangeError) {
        self.serial = serial
        self.issuedAt = issuedAt
        self.expiresAt = expiresAt
        self.regions = regions
        self.agreements = agreements
        self.limits = limits
        if let contradiction { throw ExchangeError(.inconsistent, contradiction) }
    }

    private var contradiction: String? {
        if serial < 1 { return "serial: at least 1" }
        if expiresAt <= issuedAt { return "expiresAt: lies after issuedAt" }
        let codes = Set(regions.map(\.region))
        if codes.count != regions.count { return "regions: each stands once" }
        if let region = regions.first(where: { Set($0.keys.map(\.keyIdentifier)).count != $0.keys.count }) {
            return "keys of \(region.region): each kid stands once"
        }
        let certificates = regions.flatMap { region in Set(region.tls.map(\.certificate)) }
        if Set(certificates).count != certificates.count { return "tls: a certificate belongs to one region" }
        if Set(agreements.map(\.identifier)).count != agreements.count { return "agreements: each id stands once" }
        if !agreements.allSatisfy({ codes.isSuperset(of: $0.parties) }) {
            return "agreements: each party is a region of this registry"
        }
        return nil
    }
}

extension FederationRegistry: JSONRepresentable, JSONReadable {
    public var json: JSONValue {
        .object([
            "serial": .integer(serial), "issuedAt": .string(issuedAt.description),
            "expiresAt": .string(expiresAt.description), "regions": .array(regions.map(\.json)),
            "agreements": .array(agreements.map(\.json)),
            "limits": limits == .protocolLimits ? nil : limits.json,
        ])
    }

    public init(json: JSONCursor) throws(JSONReadingError) {
        try json.allowOnly(["serial", "issuedAt", "expiresAt", "regions", "agreements", "limits"])
        do {
            try self.init(
                serial: try json.member("serial").integer(in: 1...(1 << 53)),
                issuedAt: try json.member("issuedAt").timestamp(),
                expiresAt: try json.member("expiresAt").timestamp(),
                regions: try json.member("regions").array(
                    of: RegisteredRegion.self,
                    count: 1...ExchangeLimits.regionCount
                ),
                agreements: try json.member("agreements").array(
                    of: Agreement.self,
                    count: 0...ExchangeLimits.agreementCount
                ),
                limits: try json.optionalMember("limits")?.read(MessageLimits.self) ?? .protocolLimits
            )
        } catch let error as JSONReadingError {
            throw error
        } catch let error as ExchangeError {
            throw json.error(.notAllowed, error.context)
        } catch {
            throw json.error(.notAllowed, "expected a registry")
        }
    }
}
