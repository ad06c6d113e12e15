import VerificationDomain

/// V-09: vehicles that a place allows beyond its limit. A pack cannot say which ones qualify, so they are for a
/// reviewer.
enum VehicleExemption: Sendable {
    /// Notes on an entry that its vehicle may be exempt. `disabled` are members whom a register calls disabled.
    static func note(_ evidence: Evidence, _ disabled: Set<Int>, _ entry: inout EntryDraft, _ context: MergeContext) {
        let exceptions = context.rulePack.vehicles.exceptions
        guard entry.contribution != .zero, exceptions.contains(where: { fits($0, evidence, disabled, entry) }) else {
            return
        }
        entry.find(.exemptVehicle, .review)
        entry.isExempt = true
    }

    private static func fits(
        _ exception: VehicleException,
        _ evidence: Evidence,
        _ disabled: Set<Int>,
        _ entry: EntryDraft
    ) -> Bool {
        switch exception {
        case .disabilityAid:
            let names: [DetailName] = [.brand, .useNature, .plateType, .use, .note]
            return entry.holders.contains { disabled.contains($0.member) }
                || names.contains { name in
                    evidence.details.text(name).map { $0.contains("残疾") || $0.contains("代步") } ?? false
                }
        case .livelihoodTool:
            return entry.category == .vessel || isOperating(evidence) || isFarmVehicle(evidence)
        }
    }

    /// V-08: what is registered for business, B to G.
    static func isOperating(_ evidence: Evidence) -> Bool {
        guard let text = evidence.details.text(.useNature) else { return false }
        return VehicleUse(rawValue: text)?.isOperating ?? false
    }

    private static func isFarmPlate(_ kind: String) -> Bool { kind == "13" || kind == "14" }

    /// Low-speed vehicles and tractors, by the kind of their plates (GA 24.7).
    private static func isFarmVehicle(_ evidence: Evidence) -> Bool {
        let plate = evidence.record.key(.plate).map { String($0.text.prefix(2)) }
        return evidence.details.text(.plateType).map(isFarmPlate) ?? false || plate.map(isFarmPlate) ?? false
    }
}
