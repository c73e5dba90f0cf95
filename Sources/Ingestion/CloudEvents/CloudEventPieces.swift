import CanonicalJSON
import Filings

/// The events of a file, a thousand at a time.
struct CloudEventPieces: SourcePieces {
    private let document: String
    private let stem: String
    private var texts: CloudEventTexts
    /// By name, how often an extension was met and on which line first.
    private var dropped: [String: (count: Int, line: Int)] = [:]
    private var refused = 0
    private var isAtEnd = false

    private static let eventsPerPiece = 1_024
    private static let greatestSizeBytes = 2 << 30

    init(_ document: SourceDocument) throws(SourceError) {
        self.document = document.name
        stem = document.stem
        let bytes = try document.beginning(limitBytes: Self.greatestSizeBytes)
        guard let first = bytes.first(where: { !(0x09...0x20).contains($0) }) else {
            throw .malformed(document: document.name, reason: "no events")
        }
        guard [UInt8(ascii: "{"), UInt8(ascii: "["), 0xEF].contains(first) else {
            throw .wrongKind(
                document: document.name, expected: "CloudEvents as JSON",
                found: "a text that begins with \"\(Character(Unicode.Scalar(first)))\"")
        }
        texts = CloudEventTexts(bytes) { line in
            // Whatever is wrong with it, a line that closes what it opens is an event by itself.
            do throws(JSONError) {
                _ = try JSONValue(parsing: Array(line))
                return true
            } catch {
                return error.reason != .unexpectedEnd
            }
        }
    }

    mutating func next() throws(SourceError) -> SourceReading? {
        guard !isAtEnd else { return nil }
        var reading = SourceReading()
        for _ in 0..<Self.eventsPerPiece {
            let text: CloudEventTexts.Text?
            do throws(CloudEventTexts.Broken) {
                text = try texts.next()
            } catch {
                throw .malformed(
                    document: document, reason: "line \(error.line): \(error.reason)")
            }
            guard let text else {
                isAtEnd = true
                break
            }
            take(text, into: &reading)
        }
        if isAtEnd { refuseDropped(into: &reading) }
        refused += reading.refusals.count
        if isAtEnd {
            reading.coverage = [
                refused == 0
                    ? RunCoverage(unit: stem, state: .complete)
                    : RunCoverage(unit: stem, state: .partial, reason: "\(refused) parts refused")
            ]
        }
        return reading
    }

    private mutating func take(_ text: CloudEventTexts.Text, into reading: inout SourceReading) {
        func place(_ line: Int) -> SourcePlace {
            SourcePlace(document: document, part: "line \(line)")
        }
        let value: JSONValue
        do throws(JSONError) {
            value = try JSONValue(parsing: Array(text.bytes))
        } catch {
            reading.refusals.append(
                SourceReading.Refusal(
                    place: place(text.line + error.line - 1), reason: error.reasonText))
            return
        }
        do throws(CloudEvent.Misfit) {
            let event = try CloudEvent(value)
            for name in event.dropped {
                let before = dropped[name] ?? (count: 0, line: text.line)
                dropped[name] = (before.count + 1, before.line)
            }
            reading.findings.append(
                SourceReading.Finding(
                    stream: event.stream, event: event.event, place: place(text.line)))
        } catch {
            reading.refusals.append(
                SourceReading.Refusal(place: place(text.line), reason: error.reason))
        }
    }

    private func refuseDropped(into reading: inout SourceReading) {
        for (name, met) in dropped.sorted(by: { $0.key < $1.key }) {
            reading.refusals.append(
                SourceReading.Refusal(
                    place: SourcePlace(document: document, part: "line \(met.line)"),
                    reason: "the attribute \(name) of \(met.count) events: an entry has no place "
                        + "for it"))
        }
    }
}
