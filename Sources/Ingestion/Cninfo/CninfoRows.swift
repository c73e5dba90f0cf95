import CanonicalJSON
import Filings

/// Rows of one document, translated.
struct CninfoRows {
    struct Row {
        enum Content {
            case value(JSONValue)
            case bytes([UInt8])
        }
        let part: String
        let json: Content
    }

    private(set) var reading = SourceReading()
    private let observedOn: CivilDay?
    private let document: String
    /// What was said of companies before in the document.
    private var known: Set<String> = []

    /// A poller's rows; a snapshot has most of them several times, in ranges that overlap, and the
    /// same row again is left out.
    init(_ rows: [Row], in document: SourceDocument, observedOn: CivilDay? = nil) {
        self.document = document.name
        self.observedOn = document.observedOn ?? observedOn
        var seen: Set<JSONValue> = []
        for row in rows {
            let place = SourcePlace(document: document.name, part: row.part)
            do throws(RowMisfit) {
                let value = try Self.value(of: row)
                guard seen.insert(value).inserted else { continue }
                try add([CninfoPolledRow(value).announcement], at: place)
            } catch {
                reading.refusals.append(.init(place: place, reason: error.reason))
            }
        }
    }

    /// The register's records, the newest first.
    init(records: [JSONValue], in document: SourceDocument) {
        self.document = document.name
        observedOn = document.observedOn
        for (index, record) in records.enumerated().reversed() {
            let place = SourcePlace(document: document.name, part: "announcements[\(index)]")
            do throws(RowMisfit) {
                try add(CninfoRecord(record).announcements, at: place)
            } catch {
                reading.refusals.append(.init(place: place, reason: error.reason))
            }
        }
    }

    private static func value(of row: Row) throws(RowMisfit) -> JSONValue {
        switch row.json {
        case .value(let value): return value
        case .bytes(let bytes):
            do throws(JSONError) {
                return try JSONValue(parsing: bytes, numbers: .ecmaScript)
            } catch {
                throw RowMisfit(reason: error.description)
            }
        }
    }

    private mutating func add(
        _ announcements: [CninfoAnnouncement], at place: SourcePlace
    ) throws(RowMisfit) {
        for announcement in announcements {
            reading.findings += try announcement.findings(
                at: place, observedOn: observedOn, knownAs: &known)
        }
    }
}
