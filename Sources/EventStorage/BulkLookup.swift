import CanonicalJSON
import Filings
import Postgres

/// Finds which of a chunk's events are recorded already, and whether with the same facts.
struct BulkLookup {
    let chunk: BulkChunk
    /// The log's last position before the chunk.
    let head: Int64

    /// - Returns: The indexes of the events that must not be appended: known, repeated or
    ///   conflicting; the report counts them.
    func taken(
        on connection: isolated Connection, report: inout BulkReport
    ) throws(EventStoreError) -> Set<Int> {
        var taken: Set<Int> = []
        do {
            for row in try connection.query(statement) {
                let place: Int64 = try row.decode(0)
                let index = Int(place) - 1
                taken.insert(index)
                count(
                    index, isSame: try row.decode(2), hasLater: try row.decode(3),
                    position: try row.decode(1), in: &report)
            }
        } catch {
            throw EventStoreError(error)
        }
        leaveOutRepeated(&taken, report: &report)
        return taken
    }

    private func count(
        _ index: Int, isSame: Bool, hasLater: Bool = false, position: Int64,
        in report: inout BulkReport
    ) {
        let event = chunk.events[index]
        let met = BulkReport.Conflict(
            stream: event.stream, id: event.parts.id, position: position)
        if !isSame {
            report.conflicts.append(met)
        } else if hasLater {
            report.revisited.append(met)
        } else {
            report.known += 1
        }
    }

    /// Events new to the log whose key comes twice in the chunk: the first counts.
    private func leaveOutRepeated(_ taken: inout Set<Int>, report: inout BulkReport) {
        var first: [JSONValue: (index: Int, position: Int64)] = [:]
        first.reserveCapacity(chunk.events.count)
        var position = head
        for (index, event) in chunk.events.enumerated() where !taken.contains(index) {
            // Told apart by their bytes, as the database does; a stream's name has no space.
            let key = JSONValue.string(event.stream.text + " " + event.parts.id)
            if let earlier = first[key] {
                taken.insert(index)
                let isSame = chunk.events[earlier.index].parts.statesSameFacts(as: event.parts)
                count(index, isSame: isSame, position: earlier.position, in: &report)
            } else {
                position += 1
                first[key] = (index, position)
            }
        }
    }

    private var statement: SQL {
        """
        SELECT i.place, e.position,
               annals.states_same_facts(e.entry, e.version, i.fact, i.source, i.tail),
               EXISTS (SELECT FROM annals.events l
                   WHERE l.source_key = e.source_key || '#2' AND l.stream_id = e.stream_id)
        FROM unnest(\(chunk.events.map(\.stream.text)), \(chunk.events.map(\.parts.id)),
                 \(chunk.events.map(\.parts.fact)), \(chunk.events.map(\.parts.source)),
                 \(chunk.events.map(\.parts.tail)))
             WITH ORDINALITY AS i(stream, id, fact, source, tail, place)
        JOIN annals.streams s ON s.name = i.stream
        JOIN annals.events e ON e.stream_id = s.stream_id AND e.source_key = i.id
        """
    }
}

extension EntryParts {
    /// As `annals.states_same_facts` compares.
    fileprivate func statesSameFacts(as other: EntryParts) -> Bool {
        fact == other.fact && source == other.source && tail == other.tail
    }
}
