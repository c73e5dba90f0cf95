import EventStorage
import Filings
import Projections
import Rendering

extension Ledger {
    /// The one claim that a text names, `F10` or `innotron/F10`, with its versions as they were
    /// recorded by the question's limits.
    ///
    /// - Throws: ``Failure`` with a list when claims of several companies have that id, with
    ///   the nearest id when none has.
    public func claim(_ asked: String, at limits: QuestionLimits) async throws -> ClaimHistory {
        let found = try await claims(asked, at: limits)
        if let claim = found.first, found.count == 1 { return claim }
        if found.isEmpty {
            let hint = try await nearestClaim(to: asked).map { " Did you mean \($0)?" }
            throw Failure(
                "No claim is known as \(asked).\(hint ?? " Try: annals find TEXT")", .usage,
                .missing)
        }
        let list = found.map { "  \($0.claim.company)/\($0.claim.id)  \($0.claim.title)" }
        throw Failure(
            "\(asked) names \(found.count) claims; name one with its company:\n"
                + list.joined(separator: "\n"), .usage, .ambiguous)
    }

    /// The claims that a text names; see ``claim(_:at:)``.
    public func claims(_ asked: String, at limits: QuestionLimits) async throws -> [ClaimHistory] {
        let text = asked.hasPrefix("claim:") ? String(asked.dropFirst("claim:".count)) : asked
        var assertions: [RecordedEvent] = []
        let parts = text.split(separator: "/", maxSplits: 1).map(String.init)
        if parts.count == 2, let stream = StreamName(company: parts[0]),
            let event = try await store.event(in: stream, withID: "claim:" + text)
        {
            assertions = [event]
        } else {
            assertions = try await store.claims(withID: text)
        }
        var histories: [ClaimHistory] = []
        for event in assertions where event.position <= limits.position {
            if let history = try await versions(of: event, at: limits) {
                histories.append(history)
            }
        }
        return histories
    }

    /// A claim with its versions, whose ids count on from it.
    private func versions(
        of assertion: RecordedEvent, at limits: QuestionLimits
    ) async throws -> ClaimHistory? {
        var events = try await store.events(countingOnFrom: assertion.id, in: assertion.stream)
        events.removeAll { $0.position > limits.position }
        if let asOf = limits.asOf { events = ReadModels.events(events, publicBy: asOf) }
        return ClaimBook(events).histories.first
    }

    /// The nearest among the claims of the company that the text names.
    private func nearestClaim(to asked: String) async throws -> String? {
        let parts = asked.split(separator: "/", maxSplits: 1).map(String.init)
        guard parts.count == 2, let stream = StreamName(company: parts[0]) else { return nil }
        let ids = ClaimBook(try await store.events(in: stream)).histories.map(\.claim.id)
        return Suggestion.closest(to: parts[1], in: ids).map { "\(parts[0])/\($0)" }
    }
}

extension Ledger {
    /// The claims of a company as a question's limits have them.
    public func book(of stream: StreamName, at limits: QuestionLimits) async throws -> ClaimBook {
        let events = try await store.events(in: stream, through: limits.position)
        guard let asOf = limits.asOf else { return ClaimBook(events) }
        return ClaimBook(ReadModels.events(events, publicBy: asOf))
    }
}
