internal import GRDB
public import VerificationDomain

/// The region's registers in an SQLite file, read through a mapping.
///
/// Safe from any task; look-ups run beside each other. A register that is missing, locked, damaged or holds a row that
/// does not fit the mapping is `unavailable(sourceDown)`, one that takes too long `unavailable(timedOut)`.
public final class RegisterDatabase: RegisterLookup {
    public let mapping: RegisterMapping
    public let offeredItems: Set<ItemCategory>

    private let statements: [ItemCategory: [RegisterStatement]]
    private let file: RegisterFile
    private let limits: RegisterLimits
    private let deadline: LookUpDeadline

    /// Opens the file for reading and checks that every table and column of the mapping is there.
    ///
    /// Throws `RegisterError`: `database` when the file cannot be opened, `unknownTable` or `unknownColumn` with the
    /// mapping's field.
    public init(
        path: String,
        mapping: RegisterMapping,
        limits: RegisterLimits = RegisterLimits(),
        deadline: LookUpDeadline = .machine
    ) throws(RegisterError) {
        self.mapping = mapping
        self.limits = limits
        self.deadline = deadline
        offeredItems = mapping.items
        statements = Dictionary(grouping: mapping.registers.map(RegisterStatement.init), by: \.register.item)
        file = RegisterFile(path: path, limits: limits)
        try SchemaCheck(mapping: mapping).run(on: file.pool())
    }

    public func lookUp(_ request: RegisterRequest, at time: Timestamp) async -> RegisterFinding {
        let statements = statements[request.item] ?? []
        let registers = statements.map(\.register)
        let item = ItemFinding(request: request, registers: registers)
        guard !registers.isEmpty else { return item.finding(.notQueried(.notOffered)) }
        guard DisclosurePolicy(request).permits(registers) else { return item.finding(.notQueried(.outOfScope)) }
        do {
            return item.finding(try await readings(statements, request, time))
        } catch is CancellationError {
            return item.finding(.unavailable(.timedOut))
        } catch {
            return item.finding(.unavailable(.sourceDown))
        }
    }

    /// All registers of an item in one read, so that they are seen at one moment. A cancelled task interrupts SQLite.
    private func readings(
        _ statements: [RegisterStatement],
        _ request: RegisterRequest,
        _ time: Timestamp
    ) async throws -> [RegisterReading] {
        let pool = try file.pool()
        let reading = Task {
            try await pool.read { database in
                try statements.map { try RegisterReading.read($0, request, at: time, database) }
            }
        }
        let disarm = deadline.schedule(limits.lookUpTime) { reading.cancel() }
        defer { disarm() }
        return try await withTaskCancellationHandler {
            try await reading.value
        } onCancel: {
            reading.cancel()
        }
    }

    /// Reads every row of every register and says which could not be used: for the person who writes the mapping.
    ///
    /// Throws `RegisterError.database` when the file cannot be read.
    public func check() async throws(RegisterError) -> [RegisterCheck] {
        let pool = try file.pool()
        let registers = mapping.registers
        do {
            return try await pool.read { database in try registers.map { try RegisterCheck.run($0, database) } }
        } catch {
            throw RegisterError(.database, at: "registers", "a register cannot be read; check the file and the mapping")
        }
    }
}
