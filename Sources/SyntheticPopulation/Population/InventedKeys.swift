import VerificationDomain

/// Numbers of invented cars, accounts, homes and companies, each with a right check character where there is one.
enum InventedKeys: Sendable {
    struct Named: Sendable {
        let code: String
        let name: String
    }

    static let banks = [
        Named(code: "QHBK", name: "清和银行"), Named(code: "WHBK", name: "望湖银行"), Named(code: "NTBK", name: "南塘银行"),
        Named(code: "CHBK", name: "春晖农商行"),
    ]

    /// Credit codes with the region 3x9999, which no authority gives out.
    static let employers: [Named] = {
        let names = ["禾丰食品有限公司", "长桥纺织有限公司", "竹苑物业服务有限公司", "望湖电子有限公司", "东篱保洁服务部", "春晖劳务派遣有限公司"]
        var list: [Named] = []
        for region in ProvinceCode.yangtzeDelta {
            for (index, name) in names.enumerated() {
                guard let code = creditCode(serial: 20_000_000 + index, region: region) else { continue }
                list.append(Named(code: code, name: region.name + name))
            }
        }
        return list
    }()

    private static let creditCharacters = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")

    static func creditCode(serial: Int, region: ProvinceCode) -> String? {
        let start = "91\(InventedIdentity.prefix(region))M\(padded(serial, 8))"
        return creditCharacters.lazy.map { start + String($0) }.first { UnifiedSocialCreditCode($0) != nil }
    }

    /// Manufacturer LTE, which does not exist.
    static func vehicleIdentification(serial: Int) -> String? {
        let million = Character(Unicode.Scalar(UInt8(65 + serial / 1_000_000 % 8)))
        return "0123456789X".lazy.map { "LTEST000\($0)N\(million)\(padded(serial % 1_000_000, 6))" }
            .first { VehicleIdentificationNumber($0)?.checkDigitMatches == true }
    }

    /// An old home has only a certificate.
    static func home(_ home: InventedHome) -> RecordKey {
        home.isOldRegister
            ? RecordKey(.realEstateCertificate, home.certificate) : RecordKey(.realEstateUnit, home.unitNumber)
    }

    static func account(_ deposit: InventedDeposit) -> RecordKey {
        RecordKey(.bankAccount, "\(deposit.bankCode):\(deposit.account)")
    }
}
