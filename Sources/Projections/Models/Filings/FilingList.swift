import CanonicalJSON
import EventStorage
import Filings
import Postgres

/// Every filing of every company, by the source key of its listing; answers `filings`.
struct FilingList: Projection {
    struct Row: ProjectedRow {
        var company: String
        var filedOn: CivilDay
        var form: String
        var accession: String
        /// The filer's name as of the filing, where the register's row states it.
        var filerName: String?
        /// The position of the listing: filings of one day stand in this order.
        var position: Int64
        /// The record that the command shows, in DESIGN's field names.
        var record: JSONObject

        static let columns = [
            (name: "company", type: "text NOT NULL COLLATE \"C\""),
            (name: "filed_on", type: "date NOT NULL"),
            (name: "form", type: "text NOT NULL COLLATE \"C\""),
            (name: "accession", type: "text NOT NULL COLLATE \"C\""),
            (name: "filer_name", type: "text"), (name: "position", type: "bigint NOT NULL"),
            (name: "record", type: "text NOT NULL"),
        ]
        static let indexes = ["(company, filed_on)", "(accession)"]

        func write(to row: inout CopyWriter) {
            row.put(text: company)
            row.put(day: filedOn)
            row.put(text: form)
            row.put(text: accession)
            row.put(text: filerName)
            row.put(integer: position)
            row.put(json: .object(record))
        }

        init(_ filing: FilingListed, in recorded: RecordedEvent) {
            company = recorded.stream.text
            filedOn = filing.filedOn
            form = filing.form
            accession = filing.accession
            filerName = filing.filerName
            position = recorded.position
            record = filing.record(in: recorded)
        }

        init(_ columns: inout ColumnReader) throws(EventStoreError) {
            company = try columns.text()
            filedOn = try columns.day() ?? CivilDay(daysSinceEpoch: 0)
            form = try columns.text()
            accession = try columns.text()
            filerName = try columns.optionalText()
            position = try columns.integer()
            record = try columns.json().objectValue ?? [:]
        }

        mutating func follow(_ recorded: RecordedEvent) {
            record.follow(recorded)
            filedOn = record.filedOn
            form = record["form"]?.stringValue ?? form
        }
    }

    let name = "filings"
    let version: Int64 = 3
    let types: Set<String>? = [
        FilingListed.type, FilingDetailed.type, FilingCorrected.type, FilingDelisted.type,
        FilingRelisted.type,
    ]

    func keys(of recorded: RecordedEvent) -> [String] {
        if case .filingListed = recorded.event { return [recorded.rowKey(recorded.id)] }
        return recorded.event.filingReference.map { [recorded.rowKey($0.filing)] } ?? []
    }

    func evolve(_ row: inout Row?, key: String, by recorded: RecordedEvent) {
        if case .filingListed(let filing) = recorded.event {
            row = Row(filing, in: recorded)
        } else {
            row?.follow(recorded)
        }
    }
}
