import Answering
import CanonicalJSON
import Filings
import HTTPTypes
import Hummingbird

/// Time travel as RFC 7089 has it, on the axis of what we had recorded: an answer is its own
/// TimeGate, and `recordedBy` in its address makes a memento of it.
extension Asked {
    /// The instant that the request wants to go back to; one that lies ahead is now.
    func memento() throws(Problem) -> Instant? {
        guard let text = header(.acceptDatetime) else { return nil }
        guard let instant = HTTPDate.instant(text) else {
            throw Problem(
                .badRequest,
                "Accept-Datetime \(text) is no date as HTTP has it: "
                    + "Mon, 23 Nov 2026 12:00:00 GMT.")
        }
        return min(instant, .now)
    }

    /// Says of what moment an answer is, and where the others are.
    func addMemento(to content: inout Content, basis: JSONObject?) {
        guard case .history = resource.work else { return }
        let original = service.root + request.uri.path
        content.links += [
            Link(target: original, relation: "original timegate"),
            Link(
                target: "\(service.root)/companies/\(PercentText.encode(company))/timemap",
                relation: "timemap",
                type: "application/link-format"),
        ]
        guard let text = basis?["recordedBy"]?.stringValue, let instant = Instant(text) else {
            return
        }
        content.headers[.mementoDatetime] = HTTPDate.text(instant)
        guard header(.acceptDatetime) != nil else { return }
        let others = Self.parameters(of: request)
            .map { "\($0.name)=\(PercentText.encode($0.value))&" }.joined()
        content.headers[.contentLocation] =
            "\(original)?\(others)recordedBy=\(PercentText.encode(text))"
    }
}

/// The states of one company's history.
struct TimeMap {
    private let asked: Asked

    init(_ asked: Asked) { self.asked = asked }

    func content() async throws -> Content {
        let answer = try await EventsQuestion(of: asked.company, most: .max - 1)
            .answer(at: asked.query.limits, in: asked.ledger)
        let path = "\(asked.service.root)/companies/\(PercentText.encode(asked.company))"
        var lines = [
            "<\(path)/timeline>; rel=\"original timegate\"",
            "<\(path)/timemap>; rel=\"self\"; type=\"application/link-format\"",
        ]
        var times: [String] = []
        for record in answer.records.records {
            // Events that were recorded together are one state, the last of them.
            guard let text = record["recordedAt"]?.stringValue else { continue }
            if let last = times.last, last.prefix(19) == text.prefix(19) { times.removeLast() }
            times.append(text)
        }
        for (index, text) in times.enumerated() {
            guard let instant = Instant(text) else { continue }
            let places = [index == 0 ? "first " : "", index == times.count - 1 ? "last " : ""]
            lines.append(
                "<\(path)/timeline?recordedBy=\(PercentText.encode(text))>; "
                    + "rel=\"\(places.joined())memento\"; datetime=\"\(HTTPDate.text(instant))\"")
        }
        let content = Content(lines.joined(separator: ",\n") + "\n", "application/link-format")
        return asked.finished(content, basis: answer.records.basis)
    }
}

/// Instants as HTTP writes them.
///
/// Source: RFC 9110, section 5.6.7, IMF-fixdate.
enum HTTPDate {
    private static let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// In whole seconds, the part that is over.
    static func text(_ instant: Instant) -> String {
        let day = instant.day
        let weekday = ((day.daysSinceEpoch % 7) + 7) % 7
        let clock = instant.text.dropFirst(11).prefix(8)
        return "\(days[weekday]), \(two(day.day)) \(months[day.month - 1]) \(day.year) \(clock) GMT"
    }

    /// - Returns: The last moment of that second; `nil` for another form.
    static func instant(_ text: String) -> Instant? {
        let words = text.split(separator: " ")
        guard words.count == 6, words[5] == "GMT",
            let month = months.firstIndex(of: String(words[2])),
            let day = Int(words[1]), let year = Int(words[3]),
            let civil = CivilDay(year: year, month: month + 1, day: day)
        else { return nil }
        return Instant("\(civil.text)T\(words[4]).999999Z")
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
