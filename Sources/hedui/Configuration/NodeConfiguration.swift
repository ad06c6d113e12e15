import Foundation
import VerificationDomain

/// One node's `hedui.yaml`. Every path in it is relative to the folder that holds the file.
struct NodeConfiguration: Sendable {
    let region: ProvinceCode
    let node: String
    let listen: Listen
    let storePath: String
    let log: Log
    let keys: Keys
    let tls: TLS
    let registry: Registry
    let registers: Registers
    let rulePackFolder: String
    let reportFolder: String
    let deadlines: Deadlines

    struct Listen: Sendable {
        let host: String
        let port: Int
    }

    struct Log: Sendable {
        let origin: String
        let folder: String
        let key: String
    }

    struct Keys: Sendable {
        let signing: String
        let signingIdentifier: KeyIdentifier
        let signingSuite: SignatureSuite
        let keyEncryption: String
        let index: String
        let sealing: SealingAlgorithm
    }

    struct TLS: Sendable {
        let certificate: String
        let key: String
        let authorities: String
        /// The HTTP proxy through which peers are called; `nil` calls them directly, whatever the environment says.
        let proxy: String?
    }

    struct Registry: Sendable {
        let file: String
        let rootKey: String
        let graceSeconds: Int64
        /// The authorities of the certificates that stand beside signing keys (PEM); `nil` when no key has any.
        let signingAuthorities: String?
    }

    struct Registers: Sendable {
        let database: String
        let mapping: String
    }

    struct Deadlines: Sendable {
        /// For one leg, from sending to its last byte.
        let legMilliseconds: Int64
        /// For the whole check; legs still out then are stated as timed out.
        let checkMilliseconds: Int64
    }
}

extension NodeConfiguration {
    private static let names: Set<String> = [
        "region", "node", "listen", "store", "log", "keys", "tls", "registry", "registers", "rulePacks", "reports",
        "deadlines",
    ]

    /// Reads and checks `path`; whatever is wrong is one `CommandFailure` that names file and place.
    static func load(_ path: String) throws -> NodeConfiguration {
        let text: String
        do {
            text = try String(contentsOf: URL(filePath: path), encoding: .utf8)
        } catch {
            throw CommandFailure(.missingInput, "\(path): cannot be read; give the node's hedui.yaml with --config")
        }
        do {
            let folder = URL(filePath: path).deletingLastPathComponent().path
            return try NodeConfiguration(JSONCursor(YAMLDocument.json(text)), folder: folder)
        } catch let error as JSONReadingError {
            throw CommandFailure(.configuration, "\(path): \(error)")
        }
    }

    private init(_ json: JSONCursor, folder: String) throws(JSONReadingError) {
        try json.allowOnly(Self.names)
        region = try json.member("region").province()
        node = try json.member("node").parsed("a name of 1 to 32 characters A-Z a-z 0-9 _ -") {
            SubjectReference($0)?.text
        }
        listen = try Listen(json.member("listen"))
        storePath = try json.member("store").path(in: folder)
        log = try Log(json.member("log"), folder: folder)
        keys = try Keys(json.member("keys"), folder: folder)
        tls = try TLS(json.member("tls"), folder: folder)
        registry = try Registry(json.member("registry"), folder: folder)
        registers = try Registers(json.member("registers"), folder: folder)
        rulePackFolder = try json.member("rulePacks").path(in: folder)
        reportFolder = try json.member("reports").path(in: folder)
        deadlines = try Deadlines(json.optionalMember("deadlines"))
    }
}

extension JSONCursor {
    /// A path that is taken as it is when absolute, and from `folder` otherwise.
    fileprivate func path(in folder: String) throws(JSONReadingError) -> String {
        let text = try string(count: 1...1024)
        return text.hasPrefix("/") ? text : "\(folder)/\(text)"
    }
}

extension NodeConfiguration.Listen {
    fileprivate init(_ json: JSONCursor) throws(JSONReadingError) {
        try json.allowOnly(["host", "port"])
        host = try json.member("host").string(count: 1...253)
        port = Int(try json.member("port").integer(in: 0...65_535))
    }
}

extension NodeConfiguration.Log {
    fileprivate init(_ json: JSONCursor, folder: String) throws(JSONReadingError) {
        try json.allowOnly(["origin", "folder", "key"])
        origin = try json.member("origin").parsed("a log origin such as node.example/log/2026, without spaces or +") {
            $0.isEmpty || $0.count > 128 || $0.contains("+") || $0.contains(where: \.isWhitespace) ? nil : $0
        }
        self.folder = try json.member("folder").path(in: folder)
        key = try json.member("key").path(in: folder)
    }
}

extension NodeConfiguration.Keys {
    fileprivate init(_ json: JSONCursor, folder: String) throws(JSONReadingError) {
        try json.allowOnly(["signing", "signingKeyId", "suite", "keyEncryption", "index", "sealing"])
        signing = try json.member("signing").path(in: folder)
        signingIdentifier = try json.member("signingKeyId").parsed("a key id of 1 to 64 characters A-Z a-z 0-9 . _ -") {
            KeyIdentifier($0)
        }
        signingSuite = try json.member("suite").code(SignatureSuite.self)
        keyEncryption = try json.member("keyEncryption").path(in: folder)
        index = try json.member("index").path(in: folder)
        sealing =
            try json.optionalMember("sealing")?.parsed("aes-256-gcm or sm4-ctr-hmac-sm3") {
                ["aes-256-gcm": SealingAlgorithm.aes256GCM, "sm4-ctr-hmac-sm3": .sm4CTRHMACSM3][$0]
            } ?? .aes256GCM
    }
}

extension NodeConfiguration.TLS {
    fileprivate init(_ json: JSONCursor, folder: String) throws(JSONReadingError) {
        try json.allowOnly(["certificate", "key", "authorities", "proxy"])
        certificate = try json.member("certificate").path(in: folder)
        key = try json.member("key").path(in: folder)
        authorities = try json.member("authorities").path(in: folder)
        proxy = try json.optionalMember("proxy")?.parsed("http:// with host and port of the proxy") {
            $0.hasPrefix("http://") && (8...256).contains($0.utf8.count) ? $0 : nil
        }
    }
}

extension NodeConfiguration.Registry {
    fileprivate init(_ json: JSONCursor, folder: String) throws(JSONReadingError) {
        try json.allowOnly(["file", "rootKey", "graceSeconds", "signingAuthorities"])
        file = try json.member("file").path(in: folder)
        rootKey = try json.member("rootKey").path(in: folder)
        graceSeconds = try json.optionalMember("graceSeconds")?.integer(in: 0...604_800) ?? 0
        signingAuthorities = try json.optionalMember("signingAuthorities").map { member throws(JSONReadingError) in
            try member.path(in: folder)
        }
    }
}

extension NodeConfiguration.Registers {
    fileprivate init(_ json: JSONCursor, folder: String) throws(JSONReadingError) {
        try json.allowOnly(["database", "mapping"])
        database = try json.member("database").path(in: folder)
        mapping = try json.member("mapping").path(in: folder)
    }
}

extension NodeConfiguration.Deadlines {
    fileprivate init(_ json: JSONCursor?) throws(JSONReadingError) {
        try json?.allowOnly(["legMilliseconds", "checkMilliseconds"])
        legMilliseconds = try json?.optionalMember("legMilliseconds")?.integer(in: 100...60_000) ?? 30_000
        checkMilliseconds = try json?.optionalMember("checkMilliseconds")?.integer(in: 100...600_000) ?? 45_000
    }
}
