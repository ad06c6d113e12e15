import Dispatch

/// Runs blocking file work one after another on a thread of its own, off the cooperative pool.
struct FileQueue: Sendable {
    private let queue = DispatchQueue(label: "store.files")

    func run<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Swift.Result { try body() }) }
        }
    }
}
