import EventStorage
import Filings
import Ingestion
import Rendering

/// Appends later versions of claims: the one that `correct`, `amend`, `retract` and `reinstate`
/// share.
public struct ClaimReviser {
    public let ledger: Ledger
    public let kind: ClaimRevision.Kind
    public let reason: String
    public let actor: String
    /// The day on which the revision became public; `nil`: that of its recording.
    public var publishedOn: CivilDay?
    public var edit: ClaimEdit

    public init(
        ledger: Ledger, kind: ClaimRevision.Kind, reason: String, actor: String,
        publishedOn: CivilDay? = nil, edit: ClaimEdit = ClaimEdit()
    ) {
        self.ledger = ledger
        self.kind = kind
        self.reason = reason
        self.actor = actor
        self.publishedOn = publishedOn
        self.edit = edit
    }

    /// A version that was made, or would be.
    public struct Outcome {
        public let event: NewEvent
        public let stream: StreamName
        public let revision: ClaimRevision
        /// `nil`: it says so already.
        public let appended: AppendedEvent?
    }

    /// Who else revises the same claim at the same time takes a number; then the next one is tried,
    /// on what the claim says by then.
    private static let attempts = 20

    /// - Parameters:
    ///   - isRepeated: It may have been done before: then that version is the outcome.
    ///   - isWanted: Throws when the claim, as it is, is not to be revised.
    /// - Throws: ``Failure`` when the claim is not there, cannot be revised so, or the edit
    ///   does not fit; nothing was recorded.
    public func revise(
        _ asked: String, dryRun: Bool, isRepeated: Bool = false,
        when isWanted: (ClaimHistory) throws -> Void = { _ in }
    ) async throws -> Outcome {
        if !dryRun { try await ledger.checkContinuation() }
        for _ in 0..<Self.attempts {
            let limits = try await QuestionLimits(upTo: ledger.store.head().position)
            let history = try await ledger.claim(asked, at: limits)
            if isRepeated, let before = outcome(in: history) { return before }
            try isWanted(history)
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
        throw Failure("\(asked) is being revised by others all the time.", .busy)
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

    /// The version that this reviser has made before, where it is the newest.
    private func outcome(in history: ClaimHistory) -> Outcome? {
        guard let last = history.versions.last, let revision = last.revision,
            revision.kind == kind, revision.reason == reason, last.event.recordedBy == actor,
            publishedOn == nil || publishedOn == revision.publishedOn
        else { return nil }
        let event = last.event
        return Outcome(
            event: NewEvent(id: event.id, source: event.source, event: event.event),
            stream: event.stream, revision: revision,
            appended: AppendedEvent(
                position: event.position, version: event.version, recordedAt: event.recordedAt,
                wasKnown: true))
    }

    private func revision(of history: ClaimHistory) throws(Failure) -> ClaimRevision {
        let claim = history.claim
        let name = "\(claim.company)/\(claim.id)"
        if !history.isInForce, kind != .reinstated {
            throw Failure(
                "\(name) is retracted, by the event at position \(history.event.position). "
                    + "Try: annals reinstate \(name) --reason WHY", .usage)
        }
        if history.isInForce, kind == .reinstated {
            throw Failure("\(name) is not retracted.", .usage)
        }
        var changed: Claim?
        if kind.changesMembers {
            do throws(ClaimEditError) {
                changed = try edit.applied(to: claim)
            } catch {
                throw Failure(
                    "\(name) was not changed: \(error)", .badInput)
            }
        }
        return ClaimRevision(
            kind, of: claim, to: changed, number: history.nextNumber, reason: reason,
            publishedOn: publishedOn)
    }
}
