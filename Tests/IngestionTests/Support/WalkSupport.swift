import CanonicalJSON
import Filings
import Ingestion

/// Drives a walk as the runner does, against a register that is a function from requests to
/// answers; nothing is fetched, and the same source reads what the register says.
struct WalkedRegister<Source: NetworkSource> {
    let source: Source
    /// What was asked, in order.
    private(set) var requests: [SourceRequest] = []
    private(set) var readings: [SourceReading] = []

    init(_ source: Source) { self.source = source }

    /// - Parameters:
    ///   - most: More requests than that are a walk without end.
    ///   - answer: The register: what it answers to a request, which is the so manieth.
    /// - Returns: Whether the walk came to its end.
    mutating func follow(
        _ walk: inout any SourceWalk, atMost most: Int = 200,
        answer: (SourceRequest, Int) -> RawAnswer
    ) -> Bool {
        for _ in 0..<most {
            guard let request = walk.next() else { return true }
            requests.append(request)
            let raw = answer(request, requests.count)
            let meaning = source.meaning(of: raw, to: request)
            var page = WalkedPage(request: request, answer: meaning)
            if meaning == .content {
                let document = SourceDocument(name: request.documentName, bytes: raw.body)
                do throws(SourceError) {
                    let reading = try source.read(document)
                    readings.append(reading)
                    page.reading = reading
                } catch {
                    page.failure = error
                }
            }
            walk.take(page)
        }
        return false
    }
}

extension RawAnswer {
    static func json(_ value: JSONValue, status: Int = 200) -> RawAnswer {
        RawAnswer(
            status: status, headers: ["content-type": "application/json"],
            body: Array(value.canonicalText.utf8))
    }

    static func status(_ status: Int) -> RawAnswer { RawAnswer(status: status) }

    static let page = RawAnswer(status: 200, body: Array("<!DOCTYPE html><html></html>".utf8))
}

extension IngestOrder {
    /// On an afternoon of August 2026 in Beijing; a morning in London.
    static func order(
        companies: [String] = [], days: ClosedRange<CivilDay>? = nil, isLive: Bool = false
    ) -> IngestOrder {
        var order = IngestOrder(now: Instant(microsecondsSinceEpoch: 1_786_003_200_000_000))
        order.companies = companies
        order.days = days
        order.isLive = isLive
        return order
    }
}

extension Sequence where Element == RunCoverage {
    /// `GB-01234567 partial: why`, one for each.
    var texts: [String] {
        map { coverage in
            "\(coverage.unit) \(coverage.state.rawValue)"
                + (coverage.reason.map { ": \($0)" } ?? "")
        }
    }
}

func day(_ text: String) -> CivilDay { CivilDay(text) ?? CivilDay(daysSinceEpoch: 0) }
