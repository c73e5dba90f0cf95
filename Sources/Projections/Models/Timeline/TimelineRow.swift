import CanonicalJSON
import EventStorage
import Filings
import Postgres

extension Timeline {
    /// A line: of a filing the facts that its title is made of, of all else the whole record.
    struct Row: ProjectedRow {
        /// The event that began it: lines of one day stand in this order.
        var position: Int64
        /// Where it stands in order: the first day it can be, else the last; `nil`: undated.
        var anchor: CivilDay?
        /// The last day it can be; `nil`: open or unknown.
        var last: CivilDay?
        /// The first day on which it can have been public; `nil`: unknown.
        var publicFrom: CivilDay?
        /// The day by which it certainly was public; `nil`: unknown.
        var publicBy: CivilDay?
        /// The day, in UTC, of the time at which a register made a filing public; `nil`: unknown.
        var publishedOn: CivilDay?
        /// The date is one stated day, and there is no amount and no milestone.
        var isPlain: Bool
        var company: String
        var kind: String
        var state: String
        var tier: String?
        /// A filing's form; `nil` for other lines, as are ``items`` and ``description``.
        var form: String?
        /// The codes joined by commas, `2.02,9.01`; `nil` when it has none.
        var items: String?
        /// The register's description of the filing's main document.
        var description: String?
        /// A filing's own title, which few registers give; the sentence of other lines.
        var title: String?
        /// The record that commands show; `nil` for a filing: ``FilingList`` has it.
        var record: JSONObject?

        /// Fixed widths first, so that no bytes are lost to alignment.
        static let columns = [
            (name: "position", type: "bigint NOT NULL"), (name: "anchor", type: "date"),
            (name: "last", type: "date"), (name: "public_from", type: "date"),
            (name: "public_by", type: "date"), (name: "published_on", type: "date"),
            (name: "is_plain", type: "boolean NOT NULL"),
            (name: "company", type: "text NOT NULL COLLATE \"C\""),
            (name: "kind", type: "text NOT NULL COLLATE \"C\""),
            (name: "state", type: "text NOT NULL"), (name: "tier", type: "text"),
            (name: "form", type: "text"), (name: "items", type: "text"),
            (name: "description", type: "text"), (name: "title", type: "text"),
            (name: "record", type: "text"),
        ]
        static let indexes = ["(company, anchor)"]

        func write(to row: inout CopyWriter) {
            row.put(integer: position)
            row.put(day: anchor)
            row.put(day: last)
            row.put(day: publicFrom)
            row.put(day: publicBy)
            row.put(day: publishedOn)
            row.put(flag: isPlain)
            row.put(text: company)
            row.put(text: kind)
            row.put(text: state)
            row.put(text: tier)
            row.put(text: form)
            row.put(text: items)
            row.put(text: description)
            row.put(text: title)
            row.put(json: record.map { .object($0) })
        }

        init(_ columns: inout ColumnReader) throws(EventStoreError) {
            position = try columns.integer()
            anchor = try columns.day()
            last = try columns.day()
            publicFrom = try columns.day()
            publicBy = try columns.day()
            publishedOn = try columns.day()
            isPlain = try columns.flag()
            company = try columns.text()
            kind = try columns.text()
            state = try columns.text()
            tier = try columns.optionalText()
            form = try columns.optionalText()
            items = try columns.optionalText()
            description = try columns.optionalText()
            title = try columns.optionalText()
            record = try columns.optionalJSON()?.objectValue
        }

        /// A claim's, by its assertion or a later version.
        ///
        /// - Parameter position: Of the event that began the line.
        init(_ claim: Claim, in recorded: RecordedEvent, at position: Int64) {
            self.init(
                recorded, at: position, days: claim.publicDays, date: claim.date,
                record: claim.record(in: recorded))
        }

        /// A name's.
        init(_ recorded: RecordedEvent, date: UncertainDate?, record: JSONObject) {
            self.init(
                recorded, at: recorded.position, days: recorded.publicDays, date: date,
                record: record)
        }

        private init(
            _ recorded: RecordedEvent, at position: Int64, days: PublicDays?, date: UncertainDate?,
            record: JSONObject
        ) {
            self.position = position
            company = recorded.stream.text
            anchor = (date?.earliest.day ?? date?.latest.day)?.storable
            last = date?.latest.day?.storable
            publicFrom = days?.from.storable
            publicBy = days?.by?.storable
            kind = record["kind"]?.stringValue ?? ""
            state = record["state"]?.stringValue ?? ""
            title = record["title"]?.stringValue
            tier = record["source"]?["tier"]?.stringValue
            isPlain =
                anchor != nil && date == anchor.map { UncertainDate(day: $0) }
                && record["amount"] == nil && record["milestone"] == nil
            self.record = record
        }
    }
}

extension CivilDay {
    /// The day when PostgreSQL's `date` can hold it: years −4712 to 5874897.
    var storable: CivilDay? { (-4712...5_874_897).contains(year) ? self : nil }
}
