import VerificationDomain

/// Which records of one vehicle still speak of its present state: moves, cancellations, owners and double plates.
struct VehicleState: Sendable {
    /// Days in which a vehicle that left one registry must arrive at another (机动车登记规定 2021, Art 18).
    static let transitDays = 30

    private(set) var pool: [Evidence]
    private(set) var superseded: [Evidence] = []
    private(set) var findings: [EntryDraft.Finding] = []
    private(set) var count = Interval(1)
    private(set) var isCancelled = false

    init(_ evidence: [Evidence], assetsAsOf: CalendarDate) {
        let cancelled = evidence.filter(Self.isCancelled)
        let moved = evidence.filter { !Self.isCancelled($0) && Self.hasMovedOut($0) }
        let active = evidence.filter { !Self.isCancelled($0) && !Self.hasMovedOut($0) }
        pool = evidence
        if !cancelled.isEmpty {
            settleCancellation(cancelled, moved + active)
        } else if !moved.isEmpty {
            settleMove(moved, active, assetsAsOf)
        } else {
            checkDoublePlates()
        }
    }

    var latest: Evidence { pool.max { ($0.day, -$0.index) < ($1.day, -$1.index) } ?? pool[0] }

    static func status(_ evidence: Evidence) -> VehicleStatus? {
        evidence.details.text(.status).flatMap { VehicleStatus($0) }
    }

    private static func isCancelled(_ evidence: Evidence) -> Bool {
        evidence.details.date(.cancelledOn) != nil || status(evidence)?.isCancelled ?? false
    }

    private static func hasMovedOut(_ evidence: Evidence) -> Bool {
        evidence.details.date(.movedOutOn) != nil || status(evidence)?.hasMovedOut ?? false
    }

    private mutating func find(_ rule: RuleIdentifier, _ severity: Severity = .info) {
        findings.append(.init(rule: rule, severity: severity))
    }

    private mutating func keep(_ kept: [Evidence], drop dropped: [Evidence]) {
        pool = kept
        superseded += dropped
    }

    /// A cancellation beats snapshots of before; a later snapshot that denies it is for a reviewer.
    private mutating func settleCancellation(_ cancelled: [Evidence], _ others: [Evidence]) {
        isCancelled = true
        let cancelledOn = cancelled.map { $0.details.date(.cancelledOn)?.dayNumber ?? $0.day }.max() ?? .min
        if others.contains(where: { $0.day > cancelledOn }) {
            find(.cancelledVehicle, .review)
            isCancelled = false
            count = Interval(low: 0, high: 1)
            return
        }
        keep(cancelled, drop: others)
    }

    /// V-02: the destination's record stands. Without one, the vehicle is under way for a month, then a question.
    private mutating func settleMove(_ moved: [Evidence], _ active: [Evidence], _ assetsAsOf: CalendarDate) {
        let origins = Set(moved.map(\.region))
        let lastMove = moved.map { $0.details.date(.movedOutOn)?.dayNumber ?? $0.day }.max() ?? .min
        let destinations = active.filter { item in
            let isElsewhere = origins.count > 1 || !origins.contains(item.region)
            return item.day > lastMove || isElsewhere && (item.record.source.scope != .national || item.day >= lastMove)
        }
        guard destinations.isEmpty else {
            find(.movedVehicle)
            let kept = Set(destinations.map(\.index))
            keep(destinations, drop: moved + active.filter { !kept.contains($0.index) })
            checkDoublePlates()
            return
        }
        keep(moved, drop: active)
        let isUnderWay = lastMove != .min && assetsAsOf.dayNumber - lastMove <= Self.transitDays
        find(.movedVehicle, isUnderWay ? .info : .review)
        if !isUnderWay { count = Interval(low: 0, high: 1) }
    }

    /// V-04: two plates, or two provincial registries that both call it theirs.
    private mutating func checkDoublePlates() {
        var plates: [String: ProvinceCode] = [:]
        var regions: Set<ProvinceCode> = []
        var unplated: Set<ProvinceCode> = []
        for item in pool {
            regions.insert(item.region)
            if let plate = item.record.key(.plate) {
                plates[plate.text] = item.region
            } else if item.record.source.scope != .national {
                unplated.insert(item.region)
            }
        }
        guard regions.count > 1 else { return }
        if plates.count > 1 || unplated.count > 1 || (!unplated.isEmpty && !plates.isEmpty) {
            find(.activeTwice, .review)
        }
    }

    /// V-03: of several owners the one registered last.
    mutating func settleOwners() {
        guard let first = pool.first, pool.contains(where: { $0.member != first.member }) else { return }
        let dates = pool.map(Self.registration)
        let last = dates.compactMap { $0 }.max()
        let winners = zip(pool, dates).filter { $0.1 != nil && $0.1 == last }.map(\.0)
        guard let winner = winners.first, winners.allSatisfy({ $0.member == winner.member }), !dates.contains(nil)
        else {
            find(.vehicleOwnersDiffer, .review)
            return
        }
        find(.vehicleOwnersDiffer)
        let member = winner.member
        keep(pool.filter { $0.member == member }, drop: pool.filter { $0.member != member })
    }

    private static func registration(_ evidence: Evidence) -> CalendarDate? {
        let dates = [evidence.details.date(.registeredOn), evidence.details.date(.transferredOn)]
        return dates.compactMap { $0 }.max()
    }
}
