import CurlTransport
import ExchangeProtocol
import OpenSSLCrypto
import RegionAdapters
import VerificationDomain

/// Queries of Shanghai against Jiangsu's running node over mutual TLS, signed beforehand.
struct EndpointBenchmark {
    let nodes: LocalNodes
    let rates: [SignatureSuite: SignatureRates]

    struct Unusable: Error {}

    /// How much one query asks.
    private enum Load: String, CaseIterable {
        case small = "1 person × 4 items"
        case household = "4 persons × all items"

        var count: Int { self == .small ? 6_000 : 1_500 }
    }

    private struct Result {
        let rate: Double
        let latencies: [Double]
        let serverCPU: Double
        let clientCPU: Double
        let seconds: Double
    }

    func run() async throws {
        var rows: [[String]] = []
        let ceiling = rates[.sm2sm3]?.ceiling(cores: Double(Machine.cores)) ?? 0
        for load in Load.allCases {
            for connections in [16, 64] {
                let result = try await measure(load, connections: connections)
                // What the server had left of the machine, since the client of this run needed the rest.
                let left = max(0.01, Double(Machine.cores) - result.clientCPU / result.seconds)
                let shared = rates[.sm2sm3]?.ceiling(cores: left) ?? 0
                rows.append([
                    load.rawValue, String(connections), Output.count(result.rate),
                    Output.milliseconds(Measuring.quantile(0.5, of: result.latencies)),
                    Output.milliseconds(Measuring.quantile(0.99, of: result.latencies)),
                    Output.count(ceiling), Output.percent(result.rate / ceiling),
                    Output.percent(result.rate / shared),
                    Output.milliseconds(result.serverCPU / result.rate / result.seconds),
                    Output.milliseconds(result.clientCPU / result.rate / result.seconds),
                ])
            }
        }
        Output.table(
            "Answering endpoint, SM2-SM3 over mutual TLS",
            [
                "query", "connections", "answers/s", "p50", "p99", "signature ceiling/s", "of the ceiling",
                "of it without the client's CPU", "server CPU an answer", "client CPU an answer",
            ],
            rows
        )
        Output.table(
            "Memory of a node (MiB resident)",
            ["idle, smallest to largest of four", "Jiangsu after this run"],
            [
                [
                    nodes.idleMiB.sorted().map { String(Int($0.rounded())) }.joined(separator: " "),
                    String(Int(ProcessUsage.residentMiB(of: nodes.process(.jiangsu)).rounded())),
                ]
            ]
        )
    }

    private func measure(_ load: Load, connections: Int) async throws -> Result {
        let queries = try await signedQueries(load)
        guard let region = nodes.registry.region(.jiangsu), let endpoint = HeduiPeerEndpoint(region) else {
            throw Unusable()
        }
        let client = try nodes.client(.shanghai, connections: connections)
        defer { client.shutDown() }
        let peer = HeduiPeer(region: .jiangsu, endpoint: endpoint, client: client, clock: BenchClock())
        // Connections and caches are made before the clock starts.
        _ = try await send(Array(queries.prefix(connections * 4)), over: peer, workers: connections)
        let measured = Array(queries.dropFirst(connections * 4))
        let before = (ProcessUsage.cpuSeconds(of: nodes.process(.jiangsu)), ProcessUsage.ownCPUSeconds)
        let start = ContinuousClock.now
        let latencies = try await send(measured, over: peer, workers: connections)
        let seconds = (ContinuousClock.now - start).seconds
        return Result(
            rate: Double(measured.count) / seconds,
            latencies: latencies,
            serverCPU: ProcessUsage.cpuSeconds(of: nodes.process(.jiangsu)) - before.0,
            clientCPU: ProcessUsage.ownCPUSeconds - before.1,
            seconds: seconds
        )
    }

    /// Seconds of each query; throws when one gets anything but an answer.
    private func send(_ queries: [SignedQuery], over peer: HeduiPeer, workers: Int) async throws -> [Double] {
        let numbers = Numbers(queries.count)
        return try await withThrowingTaskGroup(of: [Double].self) { group in
            for _ in 0..<workers {
                group.addTask {
                    var latencies: [Double] = []
                    while let index = numbers.next() {
                        let start = ContinuousClock.now
                        let deadline = BenchClock().now().adding(seconds: 60)
                        guard case .answer = await peer.deliver(queries[index], deadline: deadline) else {
                            throw Unusable()
                        }
                        latencies.append((ContinuousClock.now - start).seconds)
                    }
                    return latencies
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
    }

    private func signedQueries(_ load: Load) async throws -> [SignedQuery] {
        let household = try LocalNodes.household()
        let signer = try nodes.signer(.shanghai)
        let now = BenchClock().now()
        var queries: [SignedQuery] = []
        for _ in 0..<load.count {
            let identifier = UniqueIdentifier(at: now, random: SystemRandom())
            queries.append(try await SignedQuery.sign(query(household, load, identifier, at: now), with: signer))
        }
        return queries
    }

    private func query(
        _ household: Household,
        _ load: Load,
        _ identifier: UniqueIdentifier,
        at now: Timestamp
    ) throws -> ExchangeQuery {
        guard let caseReference = CaseReference(identifier.description),
            let number = RequestNumber("310101000000202611250001"), let basis = LegalBasis.inForce(on: now.date),
            let agreement = nodes.registry.agreement(
                between: .shanghai,
                and: .jiangsu,
                for: household.programme,
                on: now.date
            ), let authorisation = household.authorisations.first
        else { throw Unusable() }
        let members = load == .small ? Array(household.members.prefix(1)) : household.members
        let persons = authorisation.persons.filter { person in members.contains { $0.reference == person.subject } }
        return try ExchangeQuery(
            issuer: .shanghai,
            audience: .jiangsu,
            identifier: identifier,
            issuedAt: now,
            notBefore: now,
            expiresAt: now.adding(seconds: 86_400),
            respondBy: now.adding(seconds: 60),
            requestNumber: number,
            purpose: household.programme,
            legalBasis: basis,
            agreement: agreement.identifier,
            authorisations: [QueryAuthorisation(authorisation, caseReference: caseReference)],
            subjects: persons.compactMap { person in
                household.member(person.subject).map {
                    QuerySubject(
                        reference: $0.reference,
                        authorisation: authorisation.reference,
                        identity: $0.identity,
                        name: $0.name,
                        signedBy: person.signedBy
                    )
                }
            },
            items: load == .small ? [.vehicle, .deposit, .realEstate, .pension] : household.items,
            incomeWindow: household.incomeWindow,
            assetsAsOf: household.assetsAsOf
        )
    }
}
