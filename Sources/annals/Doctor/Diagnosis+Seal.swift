import Answering
import EventStorage
import Filings
import Rendering
import Sealing

extension Diagnosis {
    /// How far the log is signed, and how far it was verified here.
    static func sealFinding(
        of ledger: Ledger, head: Int64, present: Instant
    ) async throws -> Finding {
        guard let newest = try await LogCheckpoints(ledger.store).newest() else {
            return Finding(
                check: "proof", isWell: true, detail: "nothing is signed yet",
                wayOut: "annals key create NAME, then annals checkpoint")
        }
        let size = newest.checkpoint.size
        let age = present.since(newest.signedAt)
        let isFresh = size >= head || age < .seconds(86_400)
        let verified = try? ledger.keys.note(.verified, of: newest.checkpoint.origin)
        let verifiedSize = (try? verified?.checkpoint().size) ?? nil
        return Finding(
            check: "proof", isWell: isFresh,
            detail: """
                signed up to \(size), \(AgeText.words(age)) ago, \(head - size) events behind; \
                \(verifiedSize.map { "verified here up to \($0)" } ?? "never verified here")
                """,
            wayOut: isFresh ? "" : "annals checkpoint")
    }
}
