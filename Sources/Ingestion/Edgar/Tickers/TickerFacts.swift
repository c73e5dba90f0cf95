import CanonicalJSON
import Filings

/// What one row of a file of tickers says of its company.
struct TickerFacts {
    let row: TickerRow
    let kind: String
    let document: SourceDocument

    var findings: [SourceReading.Finding] {
        var findings: [SourceReading.Finding] = []
        if let ticker = row.ticker {
            findings.append(identified(ticker, exchange: row.exchange))
        }
        if let series = row.series {
            findings.append(identified(Identifier(.other("sec-series"), series)))
        }
        if let shareClass = row.shareClass {
            findings.append(identified(Identifier(.other("sec-class"), shareClass)))
        }
        if let title = row.title {
            let named = CompanyNamed(
                name: title, kind: .alias, observedOn: document.observedOn)
            // An alias is a fact and no state: the day is no part of its key.
            let hash = ContentHash.text(of: named.comparable)
            findings.append(finding(.companyNamed(named), key: "name/alias/\(hash)"))
        }
        return findings
    }

    private func identified(
        _ identifier: Identifier, exchange: String? = nil
    ) -> SourceReading.Finding {
        let identified = CompanyIdentified(
            identifier, exchange: exchange, observedOn: document.observedOn)
        let hash = ContentHash.text(of: identified.comparable)
        let subject = "\(identified.scheme)/\(identified.normalized)"
        let day = document.observedOn?.text ?? "undated"
        return finding(.companyIdentified(identified), key: "\(subject)/\(day)/\(hash)")
    }

    /// The file's kind is part of the key: what two files say of a ticker is said twice.
    private func finding(_ event: FilingEvent, key: String) -> SourceReading.Finding {
        SourceReading.Finding(
            stream: row.filer.stream,
            event: NewEvent(
                id: "edgar:\(row.filer.cik)/\(kind)/\(key)",
                source: EdgarTickers.address(of: kind), event: event),
            place: SourcePlace(document: document.name, part: row.part))
    }
}
