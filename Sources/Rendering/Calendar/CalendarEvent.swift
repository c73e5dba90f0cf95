import Filings

/// One entry of a calendar: a span of days in which something happens or is to happen.
public struct CalendarEvent: Equatable, Sendable {
    public enum Status: String, Sendable {
        case confirmed = "CONFIRMED"
        case tentative = "TENTATIVE"
        case cancelled = "CANCELLED"
    }

    /// The same in every version and every calendar.
    public var id: String
    /// When this version was recorded.
    public var recordedAt: Instant
    public var summary: String
    public var details: [String]
    public var first: CivilDay
    /// The last day that it can be, not before ``first``.
    public var last: CivilDay
    public var status: Status
    /// How often it was revised.
    public var sequence: Int64
    public var url: String?
    public var categories: [String]

    /// - Returns: `nil` for what has no day at all.
    public init?(_ item: HistoryItem, isInForce: Bool = true) {
        let entry = item.entry
        let (earliest, latest) = (entry.date.earliest.day, entry.date.latest.day)
        guard let known = earliest ?? latest else { return nil }
        first = known
        last = latest ?? known
        id = item.id
        recordedAt =
            item.record["recordedAt"]?.stringValue.flatMap { Instant($0) }
            ?? Instant(microsecondsSinceEpoch: 0)
        sequence = item.revision - 1
        let isCancelled =
            !isInForce || entry.state == "cancelled"
            || item.record["milestone"]?["phase"]?.stringValue == "cancelled"
        let isOpen = entry.phase.isPlan || entry.possible
        status = isCancelled ? .cancelled : isOpen ? .tentative : .confirmed
        summary = "\(entry.state): \(entry.title)"
        if earliest == nil { summary += " (by then)" }
        if latest == nil { summary += " (from then)" }
        url = item.record["source"]?["url"]?.stringValue
        categories = [entry.kind] + [entry.tier.map { $0.word }].compactMap(\.self)
        details = Self.details(of: item)
    }

    private static func details(of item: HistoryItem) -> [String] {
        let (entry, record) = (item.entry, item.record)
        var lines: [String] = []
        let words = entry.date.quoted == entry.date.edtf ? "" : "\"\(entry.date.quoted)\", "
        lines.append("Date: \(words)\(DateText.bounds(entry.date)) (\(entry.date.status.rawValue))")
        if let edtf = entry.date.edtf { lines.append("EDTF: \(edtf)") }
        if let convention = entry.date.convention { lines.append("Convention: \(convention)") }
        if let amount = entry.amount { lines.append("Amount: \(amount)") }
        if let quote = record["source"]?["quote"]?.stringValue {
            lines.append("Quote: \"\(quote)\"")
        }
        if let source = (record["source"]?["title"] ?? record["source"]?["publisher"])?.stringValue
        {
            lines.append("Source: \(source)")
        }
        if let reason = record["revision"]?["reason"]?.stringValue {
            lines.append("Revised: \(reason)")
        }
        lines.append("Recorded: #\(entry.position)")
        return lines
    }
}
