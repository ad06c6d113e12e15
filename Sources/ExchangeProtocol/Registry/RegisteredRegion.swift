public import VerificationDomain

/// One region of the federation: its name, where it listens, its keys and what it offers.
public struct RegisteredRegion: Sendable, Hashable {
    public let region: ProvinceCode
    public let name: String
    public let endpoints: [RegisteredEndpoint]
    public let keys: [RegisteredKey]
    /// The client and server certificates of this region.
    public let tls: [TLSIdentity]
    /// Certificates of gateways that may carry this region's messages.
    public let gateways: [TLSIdentity]
    public let items: [ItemCategory]
    public let quota: PeerQuota
    /// The verification key of the region's transparency log, as a signed-note vkey line.
    public let logKey: String?
    /// Settings of adapters, by name.
    public let parameters: [String: String]

    public init(
        region: ProvinceCode,
        name: String,
        endpoints: [RegisteredEndpoint],
        keys: [RegisteredKey],
        tls: [TLSIdentity],
        gateways: [TLSIdentity] = [],
        items: [ItemCategory],
        quota: PeerQuota = PeerQuota(),
        logKey: String? = nil,
        parameters: [String: String] = [:]
    ) {
        self.region = region
        self.name = name
        self.endpoints = endpoints
        self.keys = keys
        self.tls = tls
        self.gateways = gateways
        self.items = items
        self.quota = quota
        self.logKey = logKey
        self.parameters = parameters
    }

    /// The first endpoint of this kind.
    public func endpoint(_ kind: RegisteredEndpoint.Kind) -> RegisteredEndpoint? {
        endpoints.first { $0.kind == kind }
    }

    /// Whether a TLS peer with this certificate may carry this region's messages.
    func isCarried(by certificate: Digest) -> Bool {
        tls.contains { $0.certificate == certificate } || gateways.contains { $0.certificate == certificate }
    }
}

extension RegisteredRegion: JSONRepresentable, JSONReadable {
    public var json: JSONValue {
        .object([
            "region": region.json, "name": .string(name), "endpoints": .array(endpoints.map(\.json)),
            "keys": .array(keys.map(\.json)), "tls": .array(tls.map(\.json)),
            "gateways": gateways.isEmpty ? nil : .array(gateways.map(\.json)), "items": items.codes,
            "quota": quota.json, "log": logKey.map { .object(["vkey": .string($0)]) },
            "parameters": parameters.isEmpty ? nil : parametersJSON,
        ])
    }

    private var parametersJSON: JSONValue {
        .object(parameters.sorted { $0.key < $1.key }.map { JSONValue.Member($0.key, .string($0.value)) })
    }

    private static let names: Set<String> = [
        "region", "name", "endpoints", "keys", "tls", "gateways", "items", "quota", "log", "parameters",
    ]

    public init(json: JSONCursor) throws(JSONReadingError) {
        try json.allowOnly(Self.names)
        let limit = ExchangeLimits.entriesPerRegion
        let log = try json.optionalMember("log")
        try log?.allowOnly(["vkey"])
        self.init(
            region: try json.member("region").province(),
            name: try json.member("name").string(count: 1...64),
            endpoints: try json.member("endpoints").array(of: RegisteredEndpoint.self, count: 0...limit),
            keys: try json.member("keys").array(of: RegisteredKey.self, count: 1...limit),
            tls: try json.member("tls").array(of: TLSIdentity.self, count: 0...limit),
            gateways: try json.list("gateways", atMost: limit) { cursor throws(JSONReadingError) in
                try cursor.read(TLSIdentity.self)
            },
            items: try json.member("items").items(count: 0...ExchangeLimits.itemCount),
            quota: try json.optionalMember("quota")?.read(PeerQuota.self) ?? PeerQuota(),
            logKey: try log?.member("vkey").string(count: 1...512),
            parameters: try Self.parameters(json)
        )
    }

    private static func parameters(_ json: JSONCursor) throws(JSONReadingError) -> [String: String] {
        guard let object = try json.optionalMember("parameters") else { return [:] }
        var parameters: [String: String] = [:]
        for (name, value) in try object.members(atMost: 64) {
            guard KeyIdentifier(name) != nil else { throw object.error(.unknownName, "names of 1 to 64 characters") }
            parameters[name] = try value.string(count: 0...1024)
        }
        return parameters
    }
}
