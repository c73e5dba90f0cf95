import CanonicalJSON
import EventStorage
import Filings

/// What a company's history shows, one row a filing, claim or change of name; answers `timeline`.
struct Timeline: Projection {
    struct Row: ProjectedRow {
        var company: String
        /// Where it stands in order: the first day it can be, else the last; `nil`: undated.
        var anchor: CivilDay?
        /// The last day it can be; `nil`: open or unknown.
        var last: CivilDay?
        /// The first day on which it can have been public; `nil`: unknown.
        var publicFrom: CivilDay?
        /// The day by which it certainly was public; `nil`: unknown.
        var publicBy: CivilDay?
        var kind: String
        /// What a drawing shows of a line that is ``isPlain``, so that it need not read the record.
        var position: Int64
        var state: String
        var title: String
        var tier: String?
        /// The date is one stated day, and there is no amount and no milestone.
        var isPlain: Bool
        var record: JSONObject

        static let columns = [
            (name: "company", type: "text NOT NULL COLLATE \"C\""), (name: "anchor", type: "date"),
            (name: "last", type: "date"), (name: "public_from", type: "date"),
            (name: "public_by", type: "date"), (name: "kind", type: "text NOT NULL COLLATE \"C\""),
            (name: "position", type: "bigint NOT NULL"), (name: "state", type: "text NOT NULL"),
            (name: "title", type: "text NOT NULL"), (name: "tier", type: "text"),
            (name: "is_plain", type: "boolean NOT NULL"), (name: "record", type: "text NOT NULL"),
        ]
        static let indexes = ["(company, anchor)"]

        var values: [ColumnValue] {
            [
                .text(company), .day(anchor), .day(last), .day(publicFrom), .day(publicBy),
                .text(kind), .integer(position), .text(state), .text(title), .text(tier),
                .flag(isPlain), .json(.object(record)),
            ]
        }

        init(
            company: String, date: UncertainDate?, publicFrom: CivilDay?, publicBy: CivilDay?,
            record: JSONObject
        ) {
            self.company = company
            anchor = (date?.earliest.day ?? date?.latest.day)?.storable
            last = date?.latest.day?.storable
            self.publicFrom = publicFrom?.storable
            self.publicBy = publicBy?.storable
            kind = record["kind"]?.stringValue ?? ""
            position = record["position"]?.integerValue ?? 0
            state = record["state"]?.stringValue ?? ""
            title = record["title"]?.stringValue ?? ""
            tier = record["source"]?["tier"]?.stringValue
            isPlain =
                anchor != nil && date == anchor.map { UncertainDate(day: $0) }
                && record["amount"] == nil && record["milestone"] == nil
            self.record = record
        }

        /// A filing's: public between the register's own date and the day of its time, or since
        /// the day of its release.
        init(
            company: String, filedOn: CivilDay, publishedOn: CivilDay?, releasedOn: CivilDay?,
            record: JSONObject
        ) {
            let day = publishedOn ?? releasedOn ?? filedOn
            let isReleased = publishedOn == nil && releasedOn != nil
            self.init(
                company: company, date: UncertainDate(day: filedOn),
                publicFrom: isReleased ? day : min(day, filedOn), publicBy: max(day, filedOn),
                record: record)
        }

        init(_ columns: inout ColumnReader) throws(EventStoreError) {
            company = try columns.text()
            anchor = try columns.day()
            last = try columns.day()
            publicFrom = try columns.day()
            publicBy = try columns.day()
            kind = try columns.text()
            position = try columns.integer()
            state = try columns.text()
            title = try columns.text()
            tier = try columns.optionalText()
            isPlain = try columns.flag()
            record = try columns.json().objectValue ?? [:]
        }
    }

    let name = "timeline"
    let version: Int64 = 4

    func keys(of recorded: RecordedEvent) -> [String] {
        switch recorded.event {
        case .filingListed: ["\(recorded.stream) \(recorded.id)"]
        case .filingDetailed, .filingCorrected, .filingDelisted, .filingRelisted:
            recorded.event.filingReference.map { ["\(recorded.stream) \($0.filing)"] } ?? []
        case .claimAsserted(let claim): ["\(recorded.stream) claim \(claim.id)"]
        case .companyNamed(let named):
            named.kind == .former ? ["\(recorded.stream) \(recorded.id)"] : []
        default: []
        }
    }

    func evolve(_ row: inout Row?, key: String, by recorded: RecordedEvent) {
        let company = recorded.stream.text
        switch recorded.event {
        case .filingListed(let filing):
            row = Row(
                company: company, filedOn: filing.filedOn, publishedOn: recorded.publishedAt?.day,
                releasedOn: filing.releasedOn, record: filing.record(in: recorded))
        case .filingDetailed, .filingCorrected, .filingDelisted, .filingRelisted:
            guard var record = row?.record else { return }
            record.follow(recorded)
            row = Row(
                company: company, filedOn: record.filedOn, publishedOn: record.publishedDay,
                releasedOn: record.releasedDay, record: record)
        case .claimAsserted(let claim):
            row = Row(
                company: company, date: claim.date,
                publicFrom: claim.publishedOn?.earliest.day ?? claim.publicBy,
                publicBy: claim.publicBy, record: claim.record(in: recorded))
        case .companyNamed(let named):
            let date = named.to.map { UncertainDate(day: $0) }
            row = Row(
                company: company, date: date, publicFrom: named.to, publicBy: named.to,
                record: named.record(in: recorded, date: date))
        default: break
        }
    }
}

extension CivilDay {
    /// The day when PostgreSQL's `date` can hold it: years −4712 to 5874897.
    fileprivate var storable: CivilDay? { (-4712...5_874_897).contains(year) ? self : nil }
}

extension Claim {
    /// The claim as `timeline` and `show` print it.
    func record(in recorded: RecordedEvent) -> JSONObject {
        var record = recorded.envelope
        for member in data { record[member.name] = member.value }
        record["publishedOn"] = publishedOn.flatMap { date in
            date.earliest == date.latest ? date.earliest.json : date.edtf.map { .string($0) }
        }
        record["publicBy"] = publicBy.map { .string($0.text) }
        return record
    }
}

extension CompanyNamed {
    func record(in recorded: RecordedEvent, date: UncertainDate?) -> JSONObject {
        var record = recorded.envelope
        record["kind"] = "name"
        record["state"] = "ended"
        record["title"] = .string("No longer named \(name)")
        record["date"] = date?.json
        record["source"] = ["url": .string(recorded.source), "tier": "P"]
        return record
    }
}
