import TestSupport
import Testing
import VerificationDomain

@testable import hedui

@Suite("What could be used against a person is masked on paper")
struct ReportMaskTests {
    @Test(
        "numbers of accounts, cards, wallets and policies keep their first two and last two characters",
        arguments: [RecordKey.Kind.bankAccount, .bankCard, .instrument, .walletAccount, .policyNumber]
    )
    func accounts(kind: RecordKey.Kind) {
        #expect(ReportMask.key(RecordKey(kind, "PZ2026000000123")) == "PZ***********23")
        #expect(ReportMask.key(RecordKey(kind, "123456")) == "******")
    }

    @Test(
        "an identity number within a certificate's or registration's is masked, and what a card adds to it is hidden",
        arguments: [RecordKey.Kind.certificateNumber, .registrationNumber]
    )
    func identityNumbers(kind: RecordKey.Kind) {
        let number = Examples.numbers["m1"]!
        #expect(ReportMask.key(RecordKey(kind, number.text)) == number.masked)
        #expect(ReportMask.key(RecordKey(kind, number.text + "43")) == "\(number.masked)**")
        #expect(ReportMask.key(RecordKey(kind, "ZS-2026-000123")) == "ZS-2026-000123")
    }

    @Test("a key that says nothing of a person is printed as it is")
    func others() {
        let unit = "340103001002GB00003F00040005"
        #expect(ReportMask.key(RecordKey(.realEstateUnit, unit)) == unit)
        #expect(ReportMask.key(RecordKey(.creditCode, "91339999MA1BBBB17Y")) == "91339999MA1BBBB17Y")
    }
}
