import RecordStore
import Testing

@testable import hedui

@Suite("A failure of the store ends with the exit code that says what to do about it")
struct CommandFrameTests {
    @Test(
        "keys, locks, schemas, disks and damage each have their code",
        arguments: [
            (.wrongKey, .keyProblem), (.exposed, .keyProblem), (.locked, .unavailable), (.publisherBusy, .unavailable),
            (.newerSchema, .configuration), (.olderSchema, .configuration), (.notFound, .missingInput),
            (.diskFull, .cannotWrite), (.ioFailure, .cannotWrite), (.readOnly, .cannotWrite),
            (.cannotOpen, .cannotWrite), (.commitOutcomeUnknown, .cannotWrite), (.boxRefused, .verificationFailed),
            (.damagedRow, .verificationFailed), (.corrupt, .verificationFailed), (.logDamaged, .verificationFailed),
            (.publishedFileDiffers, .verificationFailed), (.logBehindSigner, .verificationFailed),
            (.statement, .internalError), (.constraint, .internalError), (.closed, .internalError),
        ] as [(StoreError.Code, hedui.ExitStatus)]
    )
    func storeErrors(code: StoreError.Code, status: hedui.ExitStatus) {
        let error = StoreError(code, "file store.sqlite")
        let failure = CommandFrame.failure(for: error)
        #expect(failure.status == status)
        #expect(failure.description == error.description)
    }
}
