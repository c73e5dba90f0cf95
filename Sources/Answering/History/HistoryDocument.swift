import CanonicalJSON
import Filings
import Projections
import Rendering

/// A history as a calendar or a drawing.
struct HistoryDocument {
    let history: CompanyHistory
    let header: TimelineHeader
    /// Of the company; what is retracted is a cancelled entry of a calendar.
    let book: ClaimBook
    let remark: @Sendable (String) -> Void

    func text(as format: OutputFormat) -> String {
        switch format {
        case .ics: return calendar
        default: return HistoryChart(history.items, header: header).document
        }
    }

    private var calendar: String {
        var events = history.items.compactMap { CalendarEvent($0) }
        let undated = history.items.count - events.count
        events += cancelled
        if undated > 0 {
            remark(
                "left out \(undated) \(undated == 1 ? "line" : "lines") without a date")
        }
        return CalendarText.text(events, name: header.names.first ?? "annals")
    }

    /// Whoever has an entry in a calendar learns that it no longer counts.
    private var cancelled: [CalendarEvent] {
        book.histories.filter { !$0.isInForce }.compactMap { claim in
            CalendarEvent(
                HistoryItem(
                    entry: TimelineEntry(
                        position: claim.event.position, title: claim.claim.title,
                        state: "retracted", kind: claim.claim.kind.text,
                        date: claim.claim.date ?? .undated,
                        tier: claim.claim.source.tier.flatMap { .init(rawValue: $0.rawValue) }),
                    record: [
                        "id": .string(claim.event.id),
                        "recordedAt": .string(claim.event.recordedAt.text),
                        "source": .object(claim.claim.source.json),
                        "revision": [
                            "number": .integer(claim.versions.last?.number ?? 1),
                            "reason": .string(claim.versions.last?.revision?.reason ?? ""),
                        ],
                    ]), isInForce: false)
        }
    }
}

extension CompanyHistory {
    /// The lines with their whole records, in the order of the entries.
    public var items: [HistoryItem] {
        zip(entries, lines).map { HistoryItem(entry: $0, record: $1.line.record) }
    }
}

extension TimelineHeader {
    public init(_ company: ReadModels.Company, limits: QuestionLimits) {
        var others: [String] = []
        for name in company.names.compactMap({ $0["name"]?.stringValue })
        where name.lowercased() != company.name.lowercased() && !others.contains(name) {
            others.append(name)
        }
        self.init(
            names: [company.name] + others.prefix(2), asOf: limits.asOf?.text,
            recordedBy: limits.recordedBy?.text, position: limits.position)
    }
}

extension UncertainDate {
    /// Of what has no date.
    static let undated = UncertainDate(
        quoted: "undated", earliest: .unknown, latest: .unknown, precision: .unknown,
        status: .unknown)
}
