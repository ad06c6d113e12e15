import ExchangeProtocol
import VerificationDomain

/// Reads what a stored check rests on: registry, household and rule pack as they were when it was opened, and the plan
/// that follows from them.
///
/// Every error is `CoordinationError.evidenceChanged` and names the piece.
struct StoredCheckReading: Sendable {
    let rootKey: PublicKey
    let verifier: any SignatureVerifying
    let rulePacks: any RulePackShelf
    /// The region whose store this is.
    let region: ProvinceCode

    /// A check may have been opened in the grace time of its registry; the longest that can be configured.
    private static let graceSeconds: Int64 = 604_800

    func registry(_ stored: ReplayableCheck) throws -> VerifiedRegistry {
        do {
            return try UnverifiedRegistry(stored.registryBytes).verify(
                rootKey: rootKey,
                at: stored.openedAt,
                minimumSerial: 0,
                graceSeconds: Self.graceSeconds,
                verifier: verifier
            )
        } catch {
            throw CoordinationError(.evidenceChanged, "registry: \(error.description)")
        }
    }

    func household(_ stored: ReplayableCheck) throws -> Household {
        do {
            let json = try JSONParser.parse(stored.householdBytes, limits: HouseholdFile.limits)
            return try Household(json: JSONCursor(json))
        } catch {
            throw CoordinationError(.evidenceChanged, "household: \(error.description)")
        }
    }

    func rulePack(_ stored: ReplayableCheck) throws -> ShelvedRulePack {
        do {
            return try rulePacks.pack(stored: stored.rulePackBytes)
        } catch {
            throw CoordinationError(.evidenceChanged, "rule pack: it cannot be read")
        }
    }

    func plan(_ household: Household, _ registry: VerifiedRegistry, on date: CalendarDate) throws -> CheckPlan {
        let planner = CheckPlanner(registry: registry, asking: region, for: household.programme, on: date)
        return try planner.plan(household, on: date)
    }
}
