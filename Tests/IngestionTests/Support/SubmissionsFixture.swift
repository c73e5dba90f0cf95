import CanonicalJSON
import Filings
import Ingestion

/// A submissions file of an invented company, member by member.
struct SubmissionsFixture {
    var cik: JSONValue = "1999990001"
    var name: JSONValue = "Quarry Lane Instruments, Inc."
    var formerNames: JSONValue = []
    var tickers: JSONValue = ["QLI"]
    var exchanges: JSONValue = ["Nasdaq"]
    var website: JSONValue = ""
    var columns: [String: [JSONValue]] = [:]
    var files: JSONValue = []

    /// One row; what is not named is blank as the register writes it.
    struct Row {
        var accession: JSONValue
        var form: JSONValue = "4"
        var filed: JSONValue = "2024-11-04"
        var accepted: JSONValue = ""
        var report: JSONValue = ""
        var items: JSONValue = ""
        var filmNumber: JSONValue = ""
        var size: JSONValue = 1000
    }

    init(_ rows: [Row] = [Row(accession: "0001999990-24-000017")]) {
        columns = [
            "accessionNumber": rows.map(\.accession), "form": rows.map(\.form),
            "filingDate": rows.map(\.filed), "acceptanceDateTime": rows.map(\.accepted),
            "reportDate": rows.map(\.report), "items": rows.map(\.items),
            "filmNumber": rows.map(\.filmNumber), "size": rows.map(\.size),
            "isXBRL": rows.map { _ in 0 }, "act": rows.map { _ in "34" },
        ]
    }

    private var columnar: JSONValue {
        var object = JSONObject()
        for (name, values) in columns { object[name] = .array(values) }
        return .object(object)
    }

    /// The main file.
    func document(
        _ name: String = "CIK1999990001@2024-11-05.json", pretty: Bool = false
    ) -> SourceDocument {
        let file: JSONValue = [
            "cik": cik, "name": self.name, "entityType": "operating",
            "sic": "3825", "tickers": tickers, "exchanges": exchanges, "ein": "000000000",
            "lei": nil, "website": website, "formerNames": formerNames,
            "addresses": ["business": ["street1": "1 QUARRY LANE", "zipCode": ""]],
            "filings": ["recent": columnar, "files": files],
        ]
        let text = file.canonicalText
        let spaced = pretty ? text.split(separator: ",\"").joined(separator: ",\n    \"") : text
        return SourceDocument(name: name, bytes: Array(spaced.utf8))
    }

    /// An overflow page with the same rows.
    func page(_ name: String = "CIK1999990001-submissions-001.json") -> SourceDocument {
        SourceDocument(name: name, bytes: columnar.canonicalBytes)
    }
}

extension SourceReading {
    var filings: [FilingListed] {
        findings.compactMap { finding in
            if case .filingListed(let filing) = finding.event.event { filing } else { nil }
        }
    }

    var names: [CompanyNamed] {
        findings.compactMap { finding in
            if case .companyNamed(let named) = finding.event.event { named } else { nil }
        }
    }

    var identifiers: [CompanyIdentified] {
        findings.compactMap { finding in
            if case .companyIdentified(let identified) = finding.event.event {
                identified
            } else {
                nil
            }
        }
    }
}
