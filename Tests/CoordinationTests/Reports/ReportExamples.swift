import Coordination
import ExchangeProtocol
import Foundation
import TestSupport
import VerificationDomain

/// Reports that between them have every kind of member.
enum ReportExamples {
    /// A full report with a vehicle, and a partial one with a refusal, a dead peer, lies and withheld pairs.
    static func all() async throws -> [IssuedReport] { [try await full(), try await partial()] }

    static func full() async throws -> IssuedReport {
        let bench = CheckBench(try await TestFederation()) { _, request in
            request.item == .vehicle ? [Examples.vehicle(request, everyDetail)] : []
        }
        return try await bench.run(
            try Examples.household([Examples.member("m1", .householdHead)], everyRegion: true)
        )
    }

    static func partial() async throws -> IssuedReport {
        let federation = try await TestFederation()
        let garbled = HonestRegion(.shanghai, in: federation)
        let bench = CheckBench(
            federation,
            replies: [
                .jiangsu: { _ in .unreachable(.tlsFailed) },
                .zhejiang: { query in .answer(query.bytes) },
                .anhui: { query in try await garbled.reply(to: query) },
            ]
        )
        return try await bench.run(
            try Examples.household(
                [
                    Examples.member("m1", .householdHead), Examples.member("m2", .spouse),
                    Examples.member("m3", .son),
                ],
                everyRegion: true,
                authorisations: [Examples.authorisation(persons: ["m1", "m2"])]
            )
        )
    }

    /// One value of every detail, each of its kind.
    static let everyDetail: [DetailName: DetailValue?] = Dictionary(
        uniqueKeysWithValues: DetailName.allCases.map { name in
            let value: DetailValue =
                switch name.kind {
                case .text: .text("A")
                case .date: .date(CalendarDate("2020-02-29")!)
                case .month: .month(YearMonth("2026-01")!)
                case .money: .money(Money(fen: 12_345))
                case .integer: .integer(9)
                case .flag: .flag(true)
                }
            return (name, value)
        }
    )

    static func schemas() throws -> SchemaValidator {
        let root = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        return try SchemaValidator(folder: root.appending(path: "schemas").path)
    }

    static func json(_ report: IssuedReport) throws -> JSONValue {
        try JSONParser.parse(report.bytes, limits: ReportVerification.limits)
    }
}

extension JSONValue {
    /// The place of every object inside, the value itself first.
    var objectPaths: [[String]] {
        switch self {
        case .object(let members):
            [[]] + members.flatMap { member in member.value.objectPaths.map { [member.name] + $0 } }
        case .array(let elements):
            elements.enumerated().flatMap { index, element in element.objectPaths.map { ["\(index)"] + $0 } }
        default: []
        }
    }

    /// The same value with the part at a place changed.
    func changing(_ path: ArraySlice<String>, _ change: (JSONValue) -> JSONValue) -> JSONValue {
        guard let first = path.first else { return change(self) }
        switch self {
        case .object(let members):
            return .object(
                members.map { $0.name == first ? Member(first, $0.value.changing(path.dropFirst(), change)) : $0 }
            )
        case .array(let elements):
            return .array(
                elements.enumerated().map {
                    "\($0.offset)" == first ? $0.element.changing(path.dropFirst(), change) : $0.element
                }
            )
        default: return self
        }
    }

    var memberNames: [String] { if case .object(let members) = self { members.map(\.name) } else { [] } }

    func part(_ path: [String]) -> JSONValue {
        path.reduce(self) { value, step in
            if case .array(let elements) = value { elements[Int(step)!] } else { value[step] ?? .null }
        }
    }

    func without(_ name: String) -> JSONValue {
        guard case .object(let members) = self else { return self }
        return .object(members.filter { $0.name != name })
    }

    func with(_ name: String, _ value: JSONValue) -> JSONValue {
        guard case .object(let members) = self else { return self }
        return .object(members.filter { $0.name != name } + [Member(name, value)])
    }
}
