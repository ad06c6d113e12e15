import GRDB
import LocalSources
import Synchronization
import Testing
import VerificationDomain

@Suite("A look-up waits for who writes, and ends in its time", .timeLimit(.minutes(20)))
struct LookUpTimeTests {
    private func fixture() throws -> RegisterFixture {
        let fixture = try RegisterFixture()
        try fixture.table("ck", DepositRegister.columns, rows: [DepositRegister.row()])
        return fixture
    }

    @Test("a lock that goes within the time for waiting does no harm")
    func waits() async throws {
        let fixture = try fixture()
        let patient = try fixture.database(
            DepositRegister.mapping,
            limits: RegisterLimits(lockWaitMilliseconds: 30_000)
        )
        let hasty = try fixture.database(DepositRegister.mapping)
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let writer = try DatabaseQueue(path: fixture.path, configuration: configuration)
        try await writer.writeWithoutTransaction { try $0.execute(sql: "BEGIN EXCLUSIVE") }
        let request = try TestPerson.request()
        async let pending = patient.lookUp(request, at: TestPerson.time)
        // Each of these meets the lock and gives up: by then the patient one has met it too.
        for _ in 0..<10 {
            let refused = await hasty.lookUp(request, at: TestPerson.time)
            #expect(refused.outcome.status == .unavailable(.sourceDown))
        }
        try await writer.writeWithoutTransaction { try $0.execute(sql: "COMMIT") }
        #expect(await pending.outcome.status == .found)
    }

    @Test("the deadline is set to the time that is configured")
    func configured() async throws {
        let fixture = try fixture()
        let asked = Mutex<[Duration]>([])
        let deadline = LookUpDeadline { limit, _ in
            asked.withLock { $0.append(limit) }
            return {}
        }
        let limits = RegisterLimits(lookUpTime: .milliseconds(1234), lockWaitMilliseconds: 20)
        let database = try fixture.database(DepositRegister.mapping, limits: limits, deadline: deadline)
        _ = await database.lookUp(try TestPerson.request(), at: TestPerson.time)
        #expect(asked.withLock { $0 } == [.milliseconds(1234)])
    }

    @Test("the machine's deadline ends a look-up that would go on for half a minute")
    func machine() async throws {
        let fixture = try RegisterFixture()
        try await DatabaseQueue(path: fixture.path).write { database in
            try database.execute(
                sql: """
                    CREATE VIEW ck AS
                    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000000)
                    SELECT 'x' || i AS sfzh, '' AS xm, '' AS zh, '' AS ye, '' AS rq FROM n
                    """
            )
        }
        let limits = RegisterLimits(lookUpTime: .milliseconds(1), lockWaitMilliseconds: 20)
        let database = try fixture.database(DepositRegister.mapping, limits: limits, deadline: .machine)
        let finding = await database.lookUp(try TestPerson.request(), at: TestPerson.time)
        #expect(finding.outcome.status == .unavailable(.timedOut))
    }
}
