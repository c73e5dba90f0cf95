import EventStorage
import Filings
import Ingestion
import Rendering

/// Appends later versions of claims: the one that `correct`, `amend`, `retract` and `reinstate`
/// share.
struct ClaimReviser {
    let ledger: Ledger
    let kind: ClaimRevision.Kind
    let reason: String
    let actor: String
    /// The day on which the revision became public; `nil`: that of its recording.
    var publishedOn: CivilDay?
    var edit = ClaimEdit()

    /// A version that was made, or would be.
    struct Outcome {
        let event: NewEvent
        let stream: StreamName
        let revision: ClaimRevision
        /// `nil`: it says so already.
        let appended: AppendedEvent?
    }

    /// Who else revises the same claim at the same time takes a number; then the next one is tried,
    /// on what the claim says by then.
    private static let attempts = 20

    /// - Throws: ``CommandFailure`` when the claim is not there, cannot be revised so, or the edit
    ///   does not fit; nothing was recorded.
    func revise(_ asked: String, dryRun: Bool) async throws -> Outcome {
        if !dryRun { try await ledger.checkContinuation() }
        for _ in 0..<Self.attempts {
            let limits = try await QuestionLimits(upTo: ledger.store.head().position)
            let history = try await ledger.claim(asked, at: limits)
            let revision = try revision(of: history)
            let event = NewEvent(
                id: revision.id, source: revision.claim.source.uri, event: .claimRevised(revision),
                tags: ["claim:\(revision.claim.id)"]
                    + [revision.claim.milestone.map { "milestone:\($0.key)" }].compactMap(\.self))
            let stream = history.event.stream
            if dryRun || kind.changesMembers && revision.was.isEmpty {
                return Outcome(event: event, stream: stream, revision: revision, appended: nil)
            }
            if let appended = try await append(event, to: stream) {
                return Outcome(
                    event: event, stream: stream, revision: revision, appended: appended)
            }
        }
        throw CommandFailure("\(asked) is being revised by others all the time.", .busy)
    }

    /// - Returns: `nil` when somebody else took the version's number.
    private func append(
        _ event: NewEvent, to stream: StreamName
    ) async throws(EventStoreError) -> AppendedEvent? {
        do throws(EventStoreError) {
            return try await ledger.store.append([event], to: stream, by: actor).first
        } catch {
            guard case .conflict = error else { throw error }
            return nil
        }
    }

    private func revision(of history: ClaimHistory) throws(CommandFailure) -> ClaimRevision {
        let claim = history.claim
        let name = "\(claim.company)/\(claim.id)"
        if !history.isInForce, kind != .reinstated {
            throw CommandFailure(
                "\(name) is retracted, by the event at position \(history.event.position). "
                    + "Try: annals reinstate \(name) --reason WHY", .usage)
        }
        if history.isInForce, kind == .reinstated {
            throw CommandFailure("\(name) is not retracted.", .usage)
        }
        var changed: Claim?
        if kind.changesMembers {
            do throws(ClaimEditError) {
                changed = try edit.applied(to: claim)
            } catch {
                throw CommandFailure(
                    "\(name) was not changed: \(error)", .badInput)
            }
        }
        return ClaimRevision(
            kind, of: claim, to: changed, number: history.nextNumber, reason: reason,
            publishedOn: publishedOn)
    }
}
