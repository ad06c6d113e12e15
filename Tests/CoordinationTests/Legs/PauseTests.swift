import Testing

@testable import Coordination

@Suite("The machine's pause lasts as long as it is told to, and ends with its task", .timeLimit(.minutes(20)))
struct PauseTests {
    @Test("of many pauses the shortest ends first, and the others end when their tasks are cancelled")
    func order() async {
        let (short, hour): (Int64, Int64) = (20, 3_600_000)
        let first = await withTaskGroup(of: Int64.self) { group in
            for milliseconds in Array(repeating: hour, count: 32) + [short] {
                group.addTask {
                    await Pause.machine.wait(milliseconds)
                    return milliseconds
                }
            }
            let first = await group.next()
            group.cancelAll()
            return first
        }
        #expect(first == short)
    }
}
