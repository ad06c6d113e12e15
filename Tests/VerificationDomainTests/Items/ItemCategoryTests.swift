import Testing
import VerificationDomain

/// The items of domain.md §3.1, which follows the data elements of MZ/T 073-2024: name on reports, the letters that the
/// dossier gives for the reach of the register (N national, P provincial, M municipal), which of them is the usual one,
/// and what a record counts towards.
@Suite("Each item has its name, its reach and what it counts towards")
struct ItemCategoryTests {
    struct Row: Sendable {
        let item: ItemCategory
        let name: String
        let letters: String
        let scope: SourceScope
        let valuation: ValuationClass

        init(
            _ item: ItemCategory,
            _ name: String,
            _ letters: String,
            _ scope: SourceScope,
            _ valuation: ValuationClass
        ) {
            self.item = item
            self.name = name
            self.letters = letters
            self.scope = scope
            self.valuation = valuation
        }
    }

    static let rows = [
        Row(.hukou, "户籍", "NP", .national, .status),
        Row(.marriage, "婚姻", "N", .national, .status),
        Row(.death, "死亡与殡葬", "PN", .provincial, .status),
        Row(.assistance, "在保状态", "P", .provincial, .status),
        Row(.socialOrganisation, "社会组织", "P", .provincial, .business),
        Row(.realEstate, "不动产", "PM", .provincial, .realEstate),
        Row(.realEstateContract, "网签与预告登记", "M", .municipal, .realEstate),
        Row(.publicHousing, "公房承租与保障房", "M", .municipal, .status),
        Row(.vehicle, "机动车", "N", .national, .vehicle),
        // Ships are national, farm machinery is provincial: with the wider reach one region's "none" would speak for
        // all.
        Row(.vessel, "船舶与农机", "NP", .provincial, .vehicle),
        Row(.deposit, "银行存款", "P", .provincial, .money),
        Row(.securities, "证券与基金", "N", .national, .money),
        Row(.electronicWallet, "互联网金融", "N", .national, .money),
        Row(.insurancePolicy, "商业保险", "N", .national, .money),
        Row(.housingFund, "住房公积金", "M", .municipal, .income),
        Row(.socialInsurance, "社会保险缴费", "P", .provincial, .income),
        Row(.pension, "养老等待遇", "P", .provincial, .income),
        Row(.employment, "就业失业", "P", .provincial, .status),
        Row(.medicalExpense, "医疗费用", "P", .provincial, .expenditure),
        Row(.longTermCare, "长期护理险", "M", .municipal, .status),
        Row(.incomeTax, "个人所得税", "N", .national, .income),
        Row(.corporateTax, "法人纳税", "P", .provincial, .business),
        Row(.company, "工商登记", "NP", .national, .business),
        Row(.publicPayroll, "财政供养人员", "P", .provincial, .income),
        Row(.farmSubsidy, "惠农补贴", "M", .municipal, .income),
        Row(.disability, "残疾人", "P", .provincial, .status),
        Row(.veteran, "退役军人与优抚", "P", .provincial, .income),
        Row(.education, "教育", "P", .provincial, .status),
        Row(.charityAid, "特困职工与慈善", "M", .municipal, .status),
        Row(.qualification, "职业资格", "P", .provincial, .status),
        Row(.judicial, "司法", "P", .provincial, .status),
        // The dossier gives no reach for signals of consumption.
        Row(.auxiliary, "辅助消费信息", "P", .provincial, .status),
    ]

    @Test("the item is what the dossier says", arguments: rows)
    func row(row: Row) throws {
        #expect(row.item.chineseName == row.name)
        #expect(row.item.usualScope == row.scope)
        #expect(row.item.valuation == row.valuation)
        let letter = try #require(["national": "N", "provincial": "P", "municipal": "M"][row.scope.rawValue])
        #expect(row.letters.contains(letter))
        #expect(!row.item.englishName.isEmpty)
    }

    @Test("every item is in the table once, and no two share a name")
    func complete() {
        #expect(Set(Self.rows.map(\.item)) == Set(ItemCategory.allCases))
        #expect(Self.rows.count == ItemCategory.allCases.count)
        #expect(Set(ItemCategory.allCases.map(\.chineseName)).count == ItemCategory.allCases.count)
        #expect(Set(ItemCategory.allCases.map(\.englishName)).count == ItemCategory.allCases.count)
    }
}
