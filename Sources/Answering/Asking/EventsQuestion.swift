import EventStorage
import Filings
import Projections
import Rendering

/// Raw events in the order of the log, so many at a time.
public struct EventsQuestion: Question {
    /// `nil` for the whole log.
    public var company: String?
    /// Only of these types, as `filing.listed`.
    public var types: [String]
    /// Only behind this position.
    public var after: Int64
    /// At most so many, from 1.
    public var most: Int

    public init(of company: String? = nil, types: [String] = [], after: Int64 = 0, most: Int) {
        self.company = company
        self.types = types
        self.after = after
        self.most = most
    }

    public func answer(at texts: LimitTexts, in ledger: Ledger) async throws -> Answer {
        let limits = try await texts.limits(in: ledger.store)
        var stream: StreamName?
        if let company {
            let known = try await ledger.limitsOfModels(
                limits, reading: ReadModels.Table.ofCompanies)
            stream = try await ledger.company(company, at: known).stream
        }
        let events = try await events(of: stream, at: limits, in: ledger.store)
        return Answer(
            RecordSet(
                fields: Record.eventFields, records: events.map { Record($0) },
                basis: limits.basis))
    }

    private func events(
        of stream: StreamName?, at limits: QuestionLimits, in store: EventStore
    ) async throws -> [RecordedEvent] {
        func takes(_ event: RecordedEvent) -> Bool {
            limits.shows(event) && (types.isEmpty || types.contains(event.event.type))
        }
        if let stream {
            let all = try await store.events(of: stream, after: after, through: limits.position)
            return Array(all.lazy.filter(takes).prefix(most))
        }
        var (events, position) = ([RecordedEvent](), after)
        while events.count < most {
            let next = try await store.events(after: position, most: max(most, 1_000))
            for event in next where event.position <= limits.position && takes(event) {
                events.append(event)
                if events.count == most { break }
            }
            guard let last = next.last, last.position < limits.position else { break }
            position = last.position
        }
        return events
    }
}
