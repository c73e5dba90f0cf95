import Filings

/// Compares the rows of read models at two moments.
struct Comparing {
    /// The events between the two moments, in their order.
    let events: [RecordedEvent]
    /// The same as they are folded by the later moment, where that differs: a revision there may be
    /// put on another version than in the log, and touch other rows.
    private let folded: [RecordedEvent]
    private(set) var changes: [Change] = []

    init(_ events: [RecordedEvent], folded: [RecordedEvent] = []) {
        self.events = events
        self.folded = folded
    }

    /// The rows that the events touch, each with the last event that does.
    func causes<Source: ComparedProjection>(in projection: Source) -> [String: RecordedEvent] {
        var causes: [String: RecordedEvent] = [:]
        for event in folded + events
        where projection.needs(event.event.type) && Source.canChange(event.event) {
            for key in projection.keys(of: event) { causes[key] = event }
        }
        return causes
    }

    /// Notes what became of each row that the events touch.
    ///
    /// - Parameter isOnlyPossible: Whether the row of a key only may be so by the later moment.
    mutating func compare<Source: ComparedProjection>(
        _ projection: Source, before: [String: Source.Row], after: [String: Source.Row],
        isOnlyPossible: (String) -> Bool = { _ in false }
    ) {
        let causes = causes(in: projection)
        for key in Set(before.keys).union(after.keys) where before[key] != after[key] {
            // A revision that became public late can change what a later one was put on.
            guard let cause = causes[key] ?? events.last else { continue }
            let old = before[key].flatMap { Source.shown($0, key: key) }
            let new = after[key].flatMap { Source.shown($0, key: key) }
            let fields = ShownRow.fields(from: old, to: new)
            guard let shown = new ?? old, old == nil || new == nil || !fields.isEmpty else {
                continue
            }
            changes.append(
                Change(
                    kind: old == nil ? .added : new == nil ? .withdrawn : .changed,
                    subject: shown.subject, id: shown.id, title: shown.title, fields: fields,
                    cause: cause, isOnlyPossible: isOnlyPossible(key)))
        }
    }

    /// By the event that caused them, then by what they are of.
    var sorted: [Change] {
        changes.sorted { one, other in
            (one.cause.position, one.subject.order, one.id)
                < (other.cause.position, other.subject.order, other.id)
        }
    }
}

extension Change.Subject {
    fileprivate var order: Int {
        switch self {
        case .company: 0
        case .name: 1
        case .claim: 2
        case .filing: 3
        case .milestone: 4
        case .conflict: 5
        }
    }
}
