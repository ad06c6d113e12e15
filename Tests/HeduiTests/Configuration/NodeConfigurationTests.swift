import Testing
import VerificationDomain

@testable import hedui

@Suite("hedui.yaml means what it says, and whatever is wrong is named with its place")
struct NodeConfigurationTests {
    private let file: ConfigurationFile

    init() throws { file = try ConfigurationFile() }

    private func expectRefusal(at place: String, _ load: () throws -> NodeConfiguration) {
        let failure = #expect(throws: CommandFailure.self) { try load() }
        #expect(failure?.status == .configuration)
        #expect(failure?.description.contains("hedui.yaml: \(place): ") == true, "\(failure?.description ?? "")")
    }

    @Test(
        "a key that the program does not know is refused, wherever it stands",
        arguments: [
            ("reports: reports", "reports: reports\nrepots: reports", "$"),
            ("port: 8431}", "port: 8431, hots: x}", "$.listen"),
            ("folder: log,", "folder: log, fodler: log,", "$.log"),
            ("  suite: sm2-sm3", "  suite: sm2-sm3\n  siute: sm2-sm3", "$.keys"),
            ("  key: keys/tls.key.pem", "  key: keys/tls.key.pem\n  porxy: http://127.0.0.1:1", "$.tls"),
            ("  file: registry.jwt", "  file: registry.jwt\n  graceSecond: 60", "$.registry"),
            ("{database: registers.sqlite,", "{databse: x, database: registers.sqlite,", "$.registers"),
            ("reports: reports", "reports: reports\ndeadlines: {legMs: 200}", "$.deadlines"),
        ]
    )
    func unknownKeys(line: String, changed: String, place: String) {
        expectRefusal(at: place) { try file.load(replacing: line, with: changed) }
    }

    @Test("a path is taken from the folder of the file, and an absolute one as it is")
    func paths() throws {
        #expect(try file.load().storePath == file.folder.file("store.sqlite"))
        #expect(try file.load().registry.file == file.folder.file("registry.jwt"))
        let store = "/var/lib/hedui/store.sqlite"
        #expect(try file.load(replacing: "store: store.sqlite", with: "store: \(store)").storePath == store)
        let old = "  file: registry.jwt"
        let registry = try file.load(replacing: old, with: "  file: /etc/hedui/registry.jwt").registry
        #expect(registry.file == "/etc/hedui/registry.jwt")
        #expect(registry.rootKey == file.folder.file("keys/registry-root.pem"))
    }

    private func deadlines(_ member: String) throws -> NodeConfiguration {
        try file.load(adding: "deadlines: {\(member)}", behind: "reports: reports")
    }

    @Test(
        "deadlines and the grace of the registry have limits, the limits themselves included",
        arguments: [
            ("legMilliseconds", 100, 60_000), ("checkMilliseconds", 100, 600_000), ("graceSeconds", 0, 604_800),
        ]
    )
    func limits(member: String, least: Int64, most: Int64) throws {
        func load(_ value: Int64) throws -> NodeConfiguration {
            guard member == "graceSeconds" else { return try deadlines("\(member): \(value)") }
            return try file.load(adding: "  graceSeconds: \(value)", behind: "  file: registry.jwt")
        }
        for value in [least, most] {
            let loaded = try load(value)
            let read = [
                "legMilliseconds": loaded.deadlines.legMilliseconds, "graceSeconds": loaded.registry.graceSeconds,
                "checkMilliseconds": loaded.deadlines.checkMilliseconds,
            ]
            #expect(read[member] == value)
        }
        let place = member == "graceSeconds" ? "$.registry.graceSeconds" : "$.deadlines.\(member)"
        for value in [least - 1, most + 1, -1, Int64.max] { expectRefusal(at: place) { try load(value) } }
    }

    @Test("without deadlines a leg has thirty seconds and a check forty-five; one that is given leaves the other")
    func defaults() throws {
        let plain = try file.load()
        #expect(plain.deadlines.legMilliseconds == 30_000 && plain.deadlines.checkMilliseconds == 45_000)
        #expect(plain.registry.graceSeconds == 0)
        #expect(plain.tls.proxy == nil)
        #expect(try deadlines("checkMilliseconds: 5000").deadlines.legMilliseconds == 30_000)
        #expect(try deadlines("legMilliseconds: 5000").deadlines.checkMilliseconds == 45_000)
    }

    private func proxy(_ address: String) throws -> NodeConfiguration {
        try file.load(adding: "  proxy: \"\(address)\"", behind: "  key: keys/tls.key.pem")
    }

    @Test("a proxy is an http:// address")
    func proxies() throws {
        #expect(try proxy("http://10.0.0.1:3128").tls.proxy == "http://10.0.0.1:3128")
        let longest = "http://" + String(repeating: "a", count: 249)
        #expect(try proxy(longest).tls.proxy == longest)
        for address in [
            "10.0.0.1:3128", "https://10.0.0.1:3128", "socks5://10.0.0.1:1080", "HTTP://10.0.0.1", "http://", "",
            longest + "a",
        ] { expectRefusal(at: "$.tls.proxy") { try proxy(address) } }
    }

    @Test("a file that is not there is a missing input")
    func missing() {
        let failure = #expect(throws: CommandFailure.self) { try NodeConfiguration.load(file.folder.file("none.yaml")) }
        #expect(failure?.status == .missingInput)
    }
}
