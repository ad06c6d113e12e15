import VerificationDomain

/// What the outcomes themselves ask of people: T-09, T-10, ID-04 and ID-16.
enum CoverageConflicts: Sendable {
    static func find(_ grid: OutcomeGrid, openLegs: [OpenLeg]) -> [PictureConflict] {
        noneAndFound(grid) + mismatches(grid.cells) + unanswered(openLegs)
    }

    /// T-09: found stands, and whoever answered none is asked again.
    private static func noneAndFound(_ grid: OutcomeGrid) -> [PictureConflict] {
        var found = [Bool](repeating: false, count: grid.pairCount)
        for (cell, pair) in zip(grid.cells, grid.pairs) where cell.status == .found { found[pair] = true }
        var without: [SubjectItem: [ProvinceCode]] = [:]
        for (cell, pair) in zip(grid.cells, grid.pairs)
        where found[pair] && cell.status == .none && grid.nationalItems.contains(cell.item) {
            without[SubjectItem(cell.subject, cell.item), default: []].append(cell.region)
        }
        return without.sorted { $0.key < $1.key }.map { pair, regions in
            PictureConflict(.noneAndFound, .info, subjects: [pair.subject], regions: regions)
        }
    }

    private struct Place: Hashable, Sendable {
        let region: ProvinceCode
        let subject: SubjectReference
        let isRestricted: Bool
    }

    private static func mismatches(_ cells: [CoverageCell]) -> [PictureConflict] {
        var places: Set<Place> = []
        for cell in cells where cell.status == .identityMismatch || cell.status == .restricted {
            places.insert(Place(region: cell.region, subject: cell.subject, isRestricted: cell.status == .restricted))
        }
        return places.map { place in
            place.isRestricted
                ? PictureConflict(.protectedPerson, .review, subjects: [place.subject], regions: [place.region])
                : PictureConflict(.nameMismatch, .block, subjects: [place.subject], regions: [place.region])
        }
    }

    /// T-10, once for each region.
    private static func unanswered(_ openLegs: [OpenLeg]) -> [PictureConflict] {
        Dictionary(grouping: openLegs, by: \.region).map { region, legs in
            PictureConflict(.notAnswered, .info, subjects: Array(Set(legs.map(\.subject))), regions: [region])
        }
    }
}
