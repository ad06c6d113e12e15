import Coordination
import Foundation
import NIOCore
import OpenSSLCrypto
import RecordStore
import TransparencyLog
import VerificationDomain

/// Plays the demo: prepare, start, check, verify the four logs, stop.
struct DemoRun {
    let federation: DemoFederation
    let household: String
    let keepsNodes: Bool

    private var console: Console { .standard }
    /// The file that names the processes of a demo that was kept running.
    private var processFile: String { "\(federation.folder)/nodes.pid" }

    func run() async throws {
        let (household, bytes) = try HouseholdReading.read(household)
        try DemoFolder(path: federation.folder).checkReplaceable()
        await EarlierNodes(file: processFile, folder: federation.folder).stop()
        console.note("1/4 准备四个地区的密钥、登记簿和配置 preparing keys, registers and registry …")
        try await federation.prepare(at: SystemClock().now())
        // Kept by the demo, outside the nodes' own folders: where an officer's key would be.
        let keys = try federation.regions.map {
            try NodeStore.verifierKey(try NodeConfiguration.load(federation.configurationPath(of: $0)))
        }
        console.note("2/4 启动四个节点 starting four nodes …")
        let nodes = try await start()
        do {
            // At once: whatever fails from here on, the nodes that run are named where the next demo looks for them.
            if keepsNodes { try remember(nodes) }
            try await check(household, bytes)
        } catch {
            nodes.forEach { $0.stop() }
            throw error
        }
        if !keepsNodes { nodes.forEach { $0.stop() } }
        if keepsNodes { try await publishLogs() }
        try await verifyLogs(keys)
        if keepsNodes { try announce() }
    }

    private func start() async throws -> [NodeProcess] {
        var nodes: [NodeProcess] = []
        do {
            for region in federation.regions {
                nodes.append(
                    try await NodeProcess.start(
                        executable: Self.executable,
                        configurationPath: federation.configurationPath(of: region),
                        logPath: "\(federation.folder(of: region))/node.log"
                    )
                )
            }
            return nodes
        } catch {
            nodes.forEach { $0.stop() }
            throw error
        }
    }

    /// This program itself.
    private static var executable: String {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
    }

    private func check(_ household: Household, _ bytes: [UInt8]) async throws {
        let deciding = household.decidingRegion.province
        console.note("3/4 核对 checking the household in \(deciding.name) …")
        let configuration = try NodeConfiguration.load(federation.configurationPath(of: deciding))
        _ = try NodeCertificates(configuration).check(at: SystemClock().now())
        let node = try await Node.open(configuration)
        let (issued, files) = try await NodeStop(node).after {
            let issued = try await CheckRun.with(node) { try await $0.run(household, bytes: bytes) }
            return (issued, try await node.printer.write(issued))
        }
        try ReportPrinting.show(issued, files: files)
        let replay = try await ReplayRun(configuration: configuration, store: node.store)
            .run(issued.report.identification.caseIdentifier)
        console.line("复算 replay: \(replay.verifiedAnswers) answers verified again, same digest")
        try await node.store.close()
    }

    /// Nodes that keep running publish a moment after their last row, which may be later than we look.
    private func publishLogs() async throws {
        for region in federation.regions {
            let configuration = try NodeConfiguration.load(federation.configurationPath(of: region))
            let store = try await RecordStore.open(try NodeStore.configuration(configuration))
            let publisher = try store.publisher(key: try NodeStore.logSigner(configuration))
            for await _ in Ticks.every(.milliseconds(10)) {
                do {
                    try await publisher.publish()
                    break
                } catch let error as StoreError where error.code == .publisherBusy || error.code == .stateConflict {
                    // The node itself is at it; it is done in a moment.
                    continue
                }
            }
            try await store.close()
        }
    }

    private func verifyLogs(_ keys: [VerifierKey]) async throws {
        console.note("4/4 验证四个节点的审计日志 verifying the four audit logs …")
        var failed = false
        for (region, key) in zip(federation.regions, keys) {
            let configuration = try NodeConfiguration.load(federation.configurationPath(of: region))
            let outcome = try await AuditVerification(keys: [key], older: nil).node(configuration)
            for finding in outcome.findings { console.line("✘ \(region) \(finding)") }
            for note in outcome.notes { console.note("· \(region) \(note)") }
            let size = outcome.checkpoint?.size ?? 0
            console.line("审计日志 audit log \(region): \(outcome.holds ? "✔" : "✘") \(size) entries  \(key)")
            failed = failed || !outcome.holds
        }
        if failed { throw CommandFailure(.verificationFailed, "an audit log does not hold; the lines above name it") }
    }

    private func remember(_ nodes: [NodeProcess]) throws {
        let identifiers = nodes.map { String($0.processIdentifier) }.joined(separator: "\n")
        try FileContents.write(Array(identifiers.utf8), to: processFile)
    }

    private func announce() throws {
        console.line("")
        for region in federation.regions {
            let listen = try NodeConfiguration.load(federation.configurationPath(of: region)).listen
            console.line("\(region.name) \(region) https://\(listen.host):\(listen.port)")
        }
        console.line("The nodes keep running; stop them with: kill $(cat \(processFile))")
    }
}
