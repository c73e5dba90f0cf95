import CanonicalJSON
import Filings

/// The events of one request: a CloudEvent, or a batch of them as a JSON array.
///
/// Unlike a file that is ingested, of which the good events are taken, all of them are good or none
/// is taken.
public enum CloudEventBody {
    /// - Returns: At least one event, by stream, each in its order.
    /// - Throws: ``CloudEventErrors`` with all that is wrong.
    public static func read(_ bytes: [UInt8]) throws(CloudEventErrors) -> [StreamEvents] {
        var (streams, problems) = ([StreamEvents](), [String]())
        let value: JSONValue
        do throws(JSONError) {
            value = try JSONValue(parsing: bytes)
        } catch {
            throw CloudEventErrors(errors: ["line \(error.line): \(error.reasonText)"])
        }
        let all = value.arrayValue ?? [value]
        if all.isEmpty { problems.append("there is no event") }
        for (index, value) in all.enumerated() {
            do throws(CloudEvent.Misfit) {
                let event = try CloudEvent(value)
                guard event.dropped.isEmpty else {
                    throw CloudEvent.Misfit(
                        reason: "an entry has no \(event.dropped.joined(separator: ", "))")
                }
                if let place = streams.firstIndex(where: { $0.stream == event.stream }) {
                    streams[place].events.append(event.event)
                } else {
                    streams.append(StreamEvents(stream: event.stream, events: [event.event]))
                }
            } catch {
                problems.append("event \(index + 1): \(error.reason)")
            }
        }
        guard problems.isEmpty else { throw CloudEventErrors(errors: problems) }
        return streams
    }
}

/// What is wrong with the events of a request, each a clause.
public struct CloudEventErrors: Error, Equatable, Sendable {
    public let errors: [String]
}
