import CanonicalJSON
import EventStorage
import Filings

/// Every filing of every company, by accession number and form; answers `filings`.
struct FilingList: Projection {
    struct Row: ProjectedRow {
        var company: String
        var filedOn: CivilDay
        var form: String
        /// The record that the command shows, in DESIGN's field names.
        var record: JSONObject

        static let columns = [
            (name: "company", type: "text NOT NULL COLLATE \"C\""),
            (name: "filed_on", type: "date NOT NULL"),
            (name: "form", type: "text NOT NULL COLLATE \"C\""),
            (name: "record", type: "text NOT NULL"),
        ]
        static let indexes = ["(company, filed_on)"]

        var values: [ColumnValue] {
            [.text(company), .day(filedOn), .text(form), .json(.object(record))]
        }

        init(company: String, filedOn: CivilDay, form: String, record: JSONObject) {
            self.company = company
            self.filedOn = filedOn
            self.form = form
            self.record = record
        }

        init(_ columns: inout ColumnReader) throws(EventStoreError) {
            company = try columns.text()
            filedOn = try columns.day() ?? CivilDay(daysSinceEpoch: 0)
            form = try columns.text()
            record = try columns.json().objectValue ?? [:]
        }
    }

    let name = "filings"
    let version: Int64 = 1

    func keys(of recorded: RecordedEvent) -> [String] {
        guard case .filingListed(let filing) = recorded.event else { return [] }
        return ["\(recorded.stream) \(filing.accession) \(filing.form)"]
    }

    func evolve(_ row: inout Row?, key: String, by recorded: RecordedEvent) {
        guard case .filingListed(let filing) = recorded.event else { return }
        row = Row(
            company: recorded.stream.text, filedOn: filing.filedOn, form: filing.form,
            record: filing.record(in: recorded))
    }
}

extension FilingListed {
    /// The filing as `filings` and `show` print it. `listed` is false once a register dropped it.
    func record(in recorded: RecordedEvent) -> JSONObject {
        var record = recorded.envelope
        record["kind"] = "filing"
        record["state"] = "filed"
        record["title"] = .string(title)
        record["date"] = UncertainDate(day: filedOn).json
        record["accession"] = .string(accession)
        record["form"] = .string(form)
        record["items"] = .array(items.map { .string($0) })
        record["filedOn"] = .string(filedOn.text)
        record["periodOfReport"] = periodOfReport.map { .string($0.text) }
        record["acceptedAt"] = recorded.publishedAt.map { .string($0.text) }
        record["acceptedClock"] = acceptedClock.map { .string($0.rawValue) }
        record["publishedOn"] = .string(filedOn.text)
        record["listed"] = true
        record["source"] = [
            "title": "SEC EDGAR", "publisher": "U.S. Securities and Exchange Commission",
            "tier": "P", "url": .string(recorded.source),
        ]
        return record
    }

    /// `8-K: results of operations; statements and exhibits`, else form and description.
    var title: String {
        let meanings = itemMeanings.compactMap { $0?.meaning }
        if !meanings.isEmpty { return form + ": " + meanings.joined(separator: "; ") }
        guard let description = primaryDocDescription, !description.contains(form) else {
            return form
        }
        return "\(form): \(description)"
    }
}

extension RecordedEvent {
    /// The fields that every record has.
    var envelope: JSONObject {
        var record: JSONObject = [
            "position": .integer(position), "version": .integer(version),
            "company": .string(String(stream.text.dropFirst("company-".count))),
            "type": .string(event.type), "id": .string(id),
            "recordedAt": .string(recordedAt.text), "recordedBy": .string(recordedBy),
        ]
        record["publishedAt"] = publishedAt.map { .string($0.text) }
        return record
    }
}
