import Foundation
import OpenSSLCrypto
import RecordStore
import Testing
import TransparencyLog

@Suite("The signer's state file holds one promise, whole")
struct SignerStateFileTests {
    private struct Setting {
        let fixture: StoreFixture
        let opening: SignerState
        let next: SignerState

        init() throws {
            fixture = try StoreFixture()
            let origin = try #require(KeyName(StoreFixture.originText))
            let hasher = TreeHasher(fixture.digests)
            opening = try SignerState.opening(origin, hasher: hasher)
            next = SignerState(checkpoint: try Checkpoint(origin: origin, size: 1, root: hasher.leafHash([1])))
        }
    }

    @Test("a state comes back, with and without its note")
    func roundTrip() async throws {
        let setting = try Setting()
        let file = SignerStateFile(path: setting.fixture.signerStatePath)
        #expect(throws: LogError(.signerStateMissing, "")) { try file.load() }
        try file.create(setting.opening)
        #expect(throws: StoreError(.alreadyExists, "")) { try file.create(setting.opening) }
        try file.replace(setting.opening, with: setting.next)
        #expect(try file.load() == setting.next)
        let signer = try NoteSigner(
            name: setting.next.checkpoint.origin,
            signer: setting.fixture.logKey,
            digests: setting.fixture.digests
        )
        let signed = SignerState(
            checkpoint: setting.next.checkpoint,
            note: try await signer.note(setting.next.checkpoint.body)
        )
        try file.replace(setting.next, with: signed)
        #expect(try file.load() == signed)
        #expect(throws: LogError(.signerStateChanged, "")) { try file.replace(setting.next, with: setting.opening) }
        #expect(try file.load() == signed)
    }

    @Test(
        "a death beside the rename leaves the old state or the new one",
        arguments: [
            (FaultPoint.beforeFileWrite, false), (.afterFileSync, false), (.afterFileRename, true),
        ]
    )
    func deaths(point: FaultPoint, isWritten: Bool) throws {
        let setting = try Setting()
        let trap = DeathTrap()
        let file = SignerStateFile(path: setting.fixture.signerStatePath, faults: trap.faults)
        try file.create(setting.opening)
        trap.arm(point)
        #expect(throws: SimulatedDeath(point: point)) { try file.replace(setting.opening, with: setting.next) }
        #expect(try file.load() == (isWritten ? setting.next : setting.opening))
        let (from, to) = isWritten ? (setting.next, setting.opening) : (setting.opening, setting.next)
        try file.replace(from, with: to)
        #expect(try file.load() == to)
    }

    @Test(
        "bytes that are no state are refused",
        arguments: ["", "x", "hedui-signer-state/v1\n", "hedui-signer-state/v2\na\n0\n"]
    )
    func garbage(text: String) throws {
        let setting = try Setting()
        let file = SignerStateFile(path: setting.fixture.signerStatePath)
        try file.create(setting.opening)
        try Data(text.utf8).write(to: URL(filePath: file.path))
        #expect(throws: StoreError(.corrupt, "")) { try file.load() }
    }

    @Test("a file over the limit is refused and not read")
    func tooLarge() throws {
        let setting = try Setting()
        let file = SignerStateFile(path: setting.fixture.signerStatePath)
        try file.create(setting.opening)
        let handle = try FileHandle(forUpdating: URL(filePath: file.path))
        try handle.truncate(atOffset: UInt64(SignedNote.byteLimit) + 1025)
        try handle.close()
        #expect(throws: StoreError(.tooLarge, "")) { try file.load() }
    }

    @Test("of many who replace the same state one wins")
    func race() async throws {
        let setting = try Setting()
        let file = SignerStateFile(path: setting.fixture.signerStatePath)
        try file.create(setting.opening)
        let wins = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<16 {
                group.addTask { (try? file.replace(setting.opening, with: setting.next)) != nil }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(wins == 1)
        #expect(try file.load() == setting.next)
    }
}
