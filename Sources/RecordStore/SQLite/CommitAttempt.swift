internal import GRDB

/// One transaction over a batch of requests.
struct CommitAttempt {
    enum Outcome {
        /// Durable, except for the requests at these places.
        case committed(failures: [Int: any Error])
        /// Nothing of the batch is there.
        case failed(any Error)
        /// Whether it is there is open.
        case unknown(any Error)
        /// Nothing is there: the request at this place made SQLite roll everything back.
        case lost(index: Int, error: any Error)
    }

    let requests: [WriteRequest]
    let observers: [any CommitObserver]
    let database: Database
    let faults: FaultInjection

    func run() -> Outcome {
        do { try database.beginTransaction(.immediate) } catch { return .failed(mapped(error)) }
        var failures: [Int: any Error] = [:]
        for (index, request) in requests.enumerated() {
            guard let error = inSavepoint(request) else { continue }
            guard takeBack() else {
                takeBatchBack()
                return .lost(index: index, error: error)
            }
            failures[index] = error
        }
        // Dies before this commit: SQLite drops the transaction's pages from the WAL at the next opening; no caller was
        // told that anything is stored.
        do { try faults.reach(.beforeCommit) } catch {
            takeBatchBack()
            return .failed(error)
        }
        return finish(failures)
    }

    private func finish(_ failures: [Int: any Error]) -> Outcome {
        do { try database.commit() } catch {
            let error = mapped(error)
            takeBatchBack()
            // A full disk or a lock stops the commit before its last frame: nothing is there. A failing disk leaves
            // open which of the frames arrived.
            let isCertain = [.diskFull, .locked, .constraint].contains((error as? StoreError)?.code)
            return isCertain ? .failed(error) : .unknown(StoreError(.commitOutcomeUnknown, "store database"))
        }
        observers.forEach { $0.batchCommitted() }
        // Dies after it: everything is stored and no caller knows; each finds its row when it asks again.
        do { try faults.reach(.afterCommit) } catch { return .unknown(error) }
        return .committed(failures: failures)
    }

    /// Runs one request between savepoint and release; returns what it threw.
    private func inSavepoint(_ request: WriteRequest) -> (any Error)? {
        observers.forEach { $0.requestBegan() }
        do {
            try database.execute(sql: "SAVEPOINT request")
            try request.run(SQLiteConnection(database: database))
            try database.execute(sql: "RELEASE SAVEPOINT request")
            return nil
        } catch {
            return mapped(error)
        }
    }

    /// Undoes the request that failed; `false` when the transaction is gone.
    private func takeBack() -> Bool {
        observers.forEach { $0.requestTakenBack() }
        guard database.isInsideTransaction else { return false }
        do {
            try database.execute(sql: "ROLLBACK TO SAVEPOINT request")
            try database.execute(sql: "RELEASE SAVEPOINT request")
            return true
        } catch {
            return false
        }
    }

    private func takeBatchBack() {
        observers.forEach { $0.batchTakenBack() }
        // GRDB asks SQLite first whether a transaction is open, so this fails only when the disk does, and then the
        // next BEGIN says so.
        try? database.rollback()
    }

    private func mapped(_ error: any Error) -> any Error {
        (error as? DatabaseError).map { StoreError($0) } ?? error
    }
}
