import EventStorage
import Postgres

/// Where the log ends, as its tables say it, all at one moment: a log that is being written to must not
/// be taken for one that does not fit.
struct LogEnds: Equatable, Sendable {
    /// As the head's row has it.
    let position: Int64
    let streams: Int64
    /// As the tables have it.
    let lastPosition: Int64
    let streamCount: Int64
    /// The longest log that was signed.
    let sealed: Int64
    /// How many entries the tree covers.
    let treeSize: Int64

    static func read(_ store: EventStore) async throws(SealError) -> LogEnds {
        do throws(EventStoreError) {
            // One statement sees one state of the database.
            let rows = try await store.query(
                """
                SELECT h.position, h.streams,
                    coalesce((SELECT max(position) FROM annals.events), 0),
                    (SELECT count(*) FROM annals.streams),
                    coalesce((SELECT max(size) FROM annals.log_checkpoints), 0), t.size
                FROM annals.head h, annals.tree t WHERE h.ledger_id = 1 AND t.ledger_id = 1
                """)
            guard let row = rows.first else {
                throw EventStoreError.altered(what: "the head's row or the tree's is gone")
            }
            do throws(DatabaseError) {
                return LogEnds(
                    position: try row.decode(0), streams: try row.decode(1),
                    lastPosition: try row.decode(2), streamCount: try row.decode(3),
                    sealed: try row.decode(4), treeSize: try row.decode(5))
            } catch {
                throw EventStoreError(error)
            }
        } catch {
            throw .store(error)
        }
    }

    /// What does not fit, one finding each.
    var findings: [VerifyReport.Finding] {
        var findings: [VerifyReport.Finding] = []
        if lastPosition != position {
            let what =
                lastPosition > position
                ? "There are events up to position \(lastPosition), and the head says \(position)."
                : "The head says \(position), and the last event is at position \(lastPosition)."
            findings.append(.init(min(lastPosition, position) + 1, what))
        }
        if streamCount != streams {
            findings.append(
                .init(nil, "The head's row counts \(streams) streams; there are \(streamCount)."))
        }
        for (size, words) in [
            (sealed, "A checkpoint of \(sealed) entries was signed"),
            (treeSize, "The tree covers \(treeSize) entries"),
        ] where size > position {
            findings.append(
                .init(
                    position + 1,
                    "\(words), and the log ends at position \(position): its end is gone."))
        }
        return findings
    }
}
