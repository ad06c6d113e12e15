import VerificationDomain

/// The coverage matrix, and which of its cells leave a total open.
struct CoverageTable: Sendable {
    let cells: [CoverageCell]
    /// Every question without an answer, in the order of the cells.
    let openLegs: [OpenLeg]
    private let conflicts: [PictureConflict]

    init(_ legs: [LegFinding], context: MergeContext) {
        let outcomes = OutcomeGrid(legs)
        cells = outcomes.cells
        let stated = Self.thresholdStatements(legs)
        var open: [OpenLeg] = []
        for cell in cells where !Self.isAnswered(cell, stated) {
            let reason = cell.status.reason.map { "\(cell.status.code):\($0)" } ?? cell.status.code
            open.append(OpenLeg(region: cell.region, subject: cell.subject, item: cell.item, reason: reason))
        }
        var asked = [Bool](repeating: false, count: outcomes.pairCount)
        for pair in outcomes.pairs { asked[pair] = true }
        let items = context.household.items.sorted()
        for member in context.members {
            for item in items where !(outcomes.pair(member.reference, item).map { asked[$0] } ?? false) {
                open.append(
                    OpenLeg(
                        region: context.household.decidingRegion.province,
                        subject: member.reference,
                        item: item,
                        reason: "notAsked"
                    )
                )
            }
        }
        openLegs = open
        conflicts = CoverageConflicts.find(outcomes, openLegs: open)
    }

    func addConflicts(to draft: inout PictureDraft) { draft.conflicts += conflicts }

    private struct Statement: Hashable, Sendable {
        let region: ProvinceCode
        let pair: SubjectItem
    }

    /// Where an answer of "threshold only" really holds a statement.
    private static func thresholdStatements(_ legs: [LegFinding]) -> Set<Statement> {
        var found: Set<Statement> = []
        for leg in legs where leg.outcomes.contains(where: { $0.status == .thresholdOnly }) {
            for record in leg.records {
                if case .flag? = record.value {
                    found.insert(Statement(region: leg.region, pair: SubjectItem(record.subject, record.category)))
                }
            }
        }
        return found
    }

    private static func isAnswered(_ cell: CoverageCell, _ stated: Set<Statement>) -> Bool {
        if cell.status == .thresholdOnly {
            return stated.contains(Statement(region: cell.region, pair: SubjectItem(cell.subject, cell.item)))
        }
        return cell.status.isConclusive
    }
}
