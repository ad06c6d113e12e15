import LocalSources
import Testing
import VerificationDomain

@Suite("A mapping file is believed only after every field was checked")
struct RegisterMappingTests {
    /// The whole deposit register with one field replaced.
    private func replacing(_ old: String, _ new: String) -> String {
        DepositRegister.mapping.replacing(old, with: new)
    }

    @Test("a good mapping says which items it offers")
    func good() throws {
        let mapping = try RegisterFixture.mapping(DepositRegister.mapping)
        #expect(mapping.items == [.deposit])
        #expect(mapping.region == .shanghai)
    }

    @Test(
        "a wrong field is named with its place",
        arguments: [
            ("item: deposit", "item: deposits", "registers[0].item", RegisterError.Code.notAllowed),
            ("scope: provincial", "scope: galactic", "registers[0].scope", .notAllowed),
            ("unit: yuan", "unit: dollar", "registers[0].value.unit", .notAllowed),
            (", unit: yuan", "", "registers[0].value.unit", .missingField),
            ("form: both", "form: \"17\"", "registers[0].identity.form", .notAllowed),
            ("name: xm", "nmae: xm", "registers[0].nmae", .unknownField),
            ("name: xm", "name: [xm]", "registers[0].name", .wrongShape),
            ("organisation: 清和银行", "organisation: \"\"", "registers[0].organisation", .notAllowed),
            ("date: 2026-10-31", "date: 2026-02-30", "registers[0].asOf.date", .notAllowed),
            ("asOf: {column: rq, date: 2026-10-31}", "asOf: {}", "registers[0].asOf", .missingField),
            ("bankAccount:", "accountBank:", "registers[0].keys.accountBank", .unknownField),
            ("QHBK:{zh}", "QHBK:{zh", "registers[0].keys.bankAccount", .unsafeName),
            ("QHBK:{zh}", "QHBK}", "registers[0].keys.bankAccount", .notAllowed),
            (
                "asOf: {column: rq, date: 2026-10-31}", "asOf: {column: rq, format: yyyyMM}",
                "registers[0].asOf.format", .notAllowed
            ),
            (
                "bankAccount: \"QHBK:{zh}\"", "bankAccount: {template: \"QHBK:{zh}\", values: {ye: {a: b}}}",
                "registers[0].keys.bankAccount.values.ye", .notAllowed
            ),
            (
                "column: ye,", "kind: flag, column: ye, over: 是, notOver: 是, threshold: \"5\",",
                "registers[0].value.notOver", .notAllowed
            ),
            (
                "column: ye,", "kind: threshold, column: ye, threshold: \"-1\",", "registers[0].value.threshold",
                .notAllowed
            ),
        ]
    )
    func wrongField(old: String, new: String, place: String, code: RegisterError.Code) throws {
        let error = try RegisterFixture.mappingError(replacing(old, new))
        #expect(error.place == place)
        #expect(error.code == code)
    }

    @Test(
        "a detail is checked against the kind of its name",
        arguments: [
            ("colour: {column: zh}", "details.colour"),
            ("status: {column: zh, unit: yuan}", "details.status.unit"),
            ("originalValue: {column: zh}", "details.originalValue.unit"),
            ("registeredOn: {column: zh, format: yyyyMM}", "details.registeredOn.format"),
            ("registeredOn: {column: zh, format: dd}", "details.registeredOn.format"),
            ("mortgaged: {column: zh}", "details.mortgaged.yes"),
            ("mortgaged: {column: zh, yes: Y, no: Y}", "details.mortgaged.no"),
            ("incomeKind: {fixed: salary}", "details.incomeKind"),
            ("incomeKind: {column: zh, values: {01: wage, 02: salary}}", "details.incomeKind"),
            ("status: {column: zh, fixed: A}", "details.status.fixed"),
            ("status: {column: zh, otherwise: A}", "details.status.otherwise"),
        ]
    )
    func wrongDetail(detail: String, place: String) throws {
        let error = try RegisterFixture.mappingError(DepositRegister.mapping + "\n  details: {\(detail)}")
        #expect(error.place == "registers[0].\(place)")
    }

    @Test(
        "SQL has no place in a mapping",
        arguments: [
            "ck; DROP TABLE ck", "ck\"--", "(SELECT * FROM sqlite_master)", "ck AS x", "ck'", "ck where 1=1",
            "sqlite_master",
            "a.b", "x\u{0}y", "`ck`", "[ck]", "",
        ]
    )
    func injectedTable(name: String) throws {
        let quoted = name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\u{0}", with: "\\0")
        let error = try RegisterFixture.mappingError(replacing("table: ck", "table: \"\(quoted)\""))
        #expect(error.place == "registers[0].table")
    }

    @Test("SQL has no place in a template, a filter or a marker either")
    func injectedElsewhere() throws {
        let template = try RegisterFixture.mappingError(replacing("{zh}", "{zh || (SELECT 1)}"))
        #expect(template.code == .unsafeName)
        let filter = try RegisterFixture.mappingError(DepositRegister.mapping + "\n  where: {\"1=1 OR zh\": x}")
        #expect(filter.code == .unsafeName)
        let marker = DepositRegister.mapping + "\n  restricted: {column: \"zh) OR (1\", value: x}"
        #expect(try RegisterFixture.mappingError(marker).place == "registers[0].restricted.column")
    }

    @Test("a mapping of another version, of no region or without registers is refused")
    func frame() throws {
        for (node, place) in [
            (MappingNode.fields(["version": .scalar("2")]), "version"),
            (.fields(["version": .scalar("1"), "region": .scalar("shanghai")]), "region"),
            (.fields(["version": .scalar("1"), "region": .scalar("310000"), "registers": .list([])]), "registers"),
            (.list([]), "mapping"),
            (.scalar("version: 1"), "mapping"),
        ] {
            let error = try #require(throws: RegisterError.self) { try RegisterMapping(node) }
            #expect(error.place == place)
        }
    }

    @Test("a mapping has at most 200 registers")
    func tooManyRegisters() throws {
        let registers = Array(repeating: DepositRegister.mapping, count: 201)
        #expect(try RegisterFixture.mapping(registers.dropLast().joined(separator: "\n")).registers.count == 200)
        let error = try RegisterFixture.mappingError(registers.joined(separator: "\n"))
        #expect(error.place == "registers")
        #expect(error.code == .notAllowed)
    }

    @Test("errors say what is known and nothing of what stood there")
    func safeDescription() throws {
        let error = try RegisterFixture.mappingError(replacing("item: deposit", "item: 319999196002030019"))
        #expect(!error.description.contains("319999"))
        #expect(error.description.contains("vehicle"))
    }

    @Test("a column of the table's schema that the mapping does not name does no harm, a missing one is named")
    func schema() throws {
        let fixture = try RegisterFixture()
        try fixture.table("ck", DepositRegister.columns + " beizhu hh", rows: [])
        #expect(try fixture.database(DepositRegister.mapping).offeredItems == [.deposit])
        let column = try #require(throws: RegisterError.self) {
            try fixture.database(replacing("{zh}", "{kahao}"))
        }
        #expect(column.code == .unknownColumn)
        #expect(column.description == "registers[0]: table ck has no column kahao")
        let filter = try #require(throws: RegisterError.self) {
            try fixture.database(DepositRegister.mapping + "\n  where: {lx: \"1\"}")
        }
        #expect(filter.code == .unknownColumn)
        #expect(filter.description == "registers[0]: table ck has no column lx")
        let table = try #require(throws: RegisterError.self) {
            try fixture.database(replacing("table: ck", "table: 存款"))
        }
        #expect(table.code == .unknownTable)
        #expect(table.place == "registers[0].table")
    }

    @Test("a file that is not there, or is no database, is said at once")
    func notADatabase() throws {
        let fixture = try RegisterFixture()
        #expect(throws: RegisterError(.database, at: "", "")) { try fixture.database(DepositRegister.mapping) }
        _ = try fixture.write(String(repeating: "no database ", count: 400), to: "registers.sqlite")
        #expect(throws: RegisterError(.database, at: "", "")) { try fixture.database(DepositRegister.mapping) }
    }
}
