import VerificationDomain

/// Step 4: the query is for us, and its time is right.
struct EnvelopeCheck {
    let issuer: ProvinceCode
    let audience: ProvinceCode
    let digest: Digest
    let key: RegisteredKey

    /// The claims of this step, read as far as possible so that a refusal can name the query.
    private struct Claims {
        let identifier: UniqueIdentifier
        let issuedAt: Timestamp
        let notBefore: Timestamp
        let expiresAt: Timestamp
    }

    func check(_ message: ParsedQuery, bytes: [UInt8], at now: Timestamp) -> Admitted<AuthenticatedQuery> {
        let identifier = try? message.claims.member("jti").uniqueIdentifier()
        do {
            let claims = try claims(message.claims)
            try checkTimes(claims, at: now)
            return .admitted(
                AuthenticatedQuery(
                    bytes: bytes,
                    issuer: issuer,
                    identifier: claims.identifier,
                    issuedAt: claims.issuedAt,
                    expiresAt: claims.expiresAt,
                    digest: digest,
                    key: key,
                    claims: message.claims
                )
            )
        } catch {
            return .rejected(
                .refusal(
                    RefusalGrounds(
                        error.code,
                        detail: error.detail,
                        audience: issuer,
                        queryDigest: digest,
                        queryIdentifier: identifier
                    )
                )
            )
        }
    }

    private func claims(_ json: JSONCursor) throws(StepRefusal) -> Claims {
        do {
            guard try json.member("aud").province() == audience else { throw StepRefusal(.wrongAudience) }
            return Claims(
                identifier: try json.member("jti").uniqueIdentifier(),
                issuedAt: try json.member("iat").numericDate(),
                notBefore: try json.member("nbf").numericDate(),
                expiresAt: try json.member("exp").numericDate()
            )
        } catch let refusal as StepRefusal {
            throw refusal
        } catch let error as JSONReadingError {
            throw StepRefusal(error)
        } catch {
            throw StepRefusal(.malformedQuery)
        }
    }

    private func checkTimes(_ claims: Claims, at now: Timestamp) throws(StepRefusal) {
        let tolerance = ExchangeLimits.clockToleranceSeconds
        let latest = now.adding(seconds: tolerance)
        guard claims.issuedAt <= latest, claims.notBefore <= latest else { throw StepRefusal(.notYetValid) }
        guard claims.expiresAt > now.adding(seconds: -tolerance) else { throw StepRefusal(.expired) }
        guard claims.expiresAt.seconds - claims.issuedAt.seconds <= ExchangeLimits.queryLifetimeSeconds else {
            throw StepRefusal(.lifetimeTooLong)
        }
    }
}
