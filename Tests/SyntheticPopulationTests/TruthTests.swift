import LocalSources
import SyntheticPopulation
import Testing
import VerificationDomain

@Suite("The truth names every holder, and every register that holds it")
struct TruthTests {
    private let rows: [RegisterRow]
    private let assets: [TrueAsset]

    init() throws {
        var sink = KeepingSink()
        var truth = KeepingTruth()
        try PopulationGenerator(PopulationPlan(seed: 5, people: 2000)).generate(into: &sink, truth: &truth)
        rows = sink.rows
        assets = truth.truths.compactMap { if case .asset(let asset) = $0 { asset } else { nil } }
    }

    @Test("a car is true of each region whose register names it, the one that it left included")
    func cars() throws {
        var regions: [String: Set<ProvinceCode>] = [:]
        for row in rows {
            // Every invented car has this manufacturer, which does not exist, and nothing else begins so.
            for value in row.values where value.hasPrefix("LTEST") {
                regions[value, default: []].insert(row.table.region)
            }
        }
        let cars = assets.filter { $0.category == .vehicle }
        #expect(cars.count { $0.regions.count > 1 } > 20)
        for car in cars { #expect(Set(car.regions) == regions[car.key.text], "\(car.key.text)") }
    }

    @Test("the shares of a home add up to the whole, and two joint owners have a half each")
    func homes() throws {
        let homes = Dictionary(grouping: assets.filter { $0.category == .realEstate }, by: \.key)
        for (key, owners) in homes {
            #expect(Share.sum(owners.map(\.share)) == .whole, "\(key.text)")
            #expect(Set(owners.map(\.owner)).count == owners.count, "\(key.text)")
        }
        let half = try #require(Share(1, of: 2))
        #expect(homes.values.count { $0.map(\.share) == [half, half] } > 20)
    }
}
