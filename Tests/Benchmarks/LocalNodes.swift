import CurlTransport
import ExchangeProtocol
import Foundation
import LocalSources
import OpenSSLCrypto
import VerificationDomain
import Yams

/// Four nodes as `hedui demo --keep` leaves them, with a quota that does not get in the way, and their files.
struct LocalNodes: Sendable {
    let registry: VerifiedRegistry
    let rootKey: PublicKey
    private let folder: ScratchFolder
    private let processes: [ProvinceCode: Int32]
    /// Resident memory of each node before any query but the demo's own, in MiB.
    let idleMiB: [Double]

    struct NotStarted: Error {}

    static func start() async throws -> LocalNodes {
        let folder = try ScratchFolder()
        let program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let hedui = URL(filePath: program).deletingLastPathComponent().appending(path: "hedui").path
        _ = try Command.output(
            hedui,
            ["demo", "--keep", "--folder", folder.path, "--first-port", "28431", "--quota", "100000"]
        )
        // From here on the nodes run: whatever fails now must not leave them behind.
        let text = try String(contentsOfFile: "\(folder.path)/nodes.pid", encoding: .utf8)
        let identifiers = text.split(separator: "\n").compactMap { Int32($0) }
        guard identifiers.count == ProvinceCode.yangtzeDelta.count else { throw NotStarted() }
        let (registry, rootKey): (VerifiedRegistry, PublicKey)
        do {
            (registry, rootKey) = try readRegistry(folder.path)
        } catch {
            for process in identifiers { kill(process, SIGTERM) }
            throw error
        }
        return LocalNodes(
            registry: registry,
            rootKey: rootKey,
            folder: folder,
            processes: Dictionary(uniqueKeysWithValues: zip(ProvinceCode.yangtzeDelta, identifiers)),
            idleMiB: identifiers.map(ProcessUsage.residentMiB)
        )
    }

    private static func readRegistry(_ folder: String) throws -> (VerifiedRegistry, PublicKey) {
        let root = try PublicKey(pem: bytes("\(folder)/310000/keys/registry-root.pem"))
        let registry = try UnverifiedRegistry(bytes("\(folder)/310000/registry.jwt")).verify(
            rootKey: root,
            at: BenchClock().now(),
            minimumSerial: 0,
            graceSeconds: 0,
            verifier: OpenSSLSignatureVerifier()
        )
        return (registry, root)
    }

    private static func bytes(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(filePath: path))) }

    func stop() {
        for process in processes.values { kill(process, SIGTERM) }
    }

    func process(_ region: ProvinceCode) -> Int32 { processes[region] ?? 0 }
    func keyFile(_ name: String, of region: ProvinceCode) -> String { "\(folder.path)/\(region)/keys/\(name)" }

    func signer(_ region: ProvinceCode) throws -> KeyFileSigner {
        guard let identifier = KeyIdentifier("\(region)-1") else { throw NotStarted() }
        return try KeyFileSigner(file: keyFile("signing.key.pem", of: region), keyIdentifier: identifier)
    }

    func client(_ region: ProvinceCode, connections: Int) throws -> CurlClient {
        try CurlClient(
            TransportConfiguration(
                identity: ClientIdentity(
                    certificateFile: keyFile("tls.cert.pem", of: region),
                    privateKeyFile: keyFile("tls.key.pem", of: region)
                ),
                trustedAuthoritiesFile: keyFile("tls-ca.cert.pem", of: region),
                maximumConnections: connections,
                maximumConnectionsPerPeer: connections
            )
        )
    }

    func registers(_ region: ProvinceCode) throws -> RegisterDatabase {
        let node = "\(folder.path)/\(region)"
        let text = String(decoding: try Self.bytes("\(node)/registers.yaml"), as: UTF8.self)
        let mapping = try RegisterMapping(YAMLDecoder().decode(MappingNode.self, from: text))
        return try RegisterDatabase(path: "\(node)/registers.sqlite", mapping: mapping)
    }

    /// The demo's family of four, which applies in Shanghai.
    static func household() throws -> Household {
        let bytes = try bytes("docs/examples/shanghai-hefei-suzhou-hangzhou.json")
        return try Household(json: JSONCursor(JSONParser.parse(bytes, limits: JSONLimits(byteCount: 1 << 20))))
    }
}
