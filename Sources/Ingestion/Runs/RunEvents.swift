import EventStorage
import Filings

/// A run as events of its source's stream: one, or several where one entry cannot hold it all.
struct RunEvents {
    let source: String
    let startedAt: Instant
    let finishedAt: Instant
    let outcome: RunFinished.Outcome
    /// What asks for the same again.
    let command: String
    let report: IngestReport

    /// Counts the runs of the source that began at the same instant, from 1.
    var number = 1

    /// `edgar-index/2026-11-26T01:17:59.000000Z`
    var id: String { "\(source)/\(startedAt.text)" + (number == 1 ? "" : ",\(number)") }

    static func stream(of source: String) -> StreamName {
        StreamName(stored: "register-\(source)")
    }

    var part: AppendRequest.Part {
        let pieces = self.pieces
        let events = pieces.enumerated().map { index, piece in
            var run = piece
            run.part = Int64(index + 1)
            run.parts = Int64(pieces.count)
            return NewEvent(
                id: index == 0 ? "run:\(id)" : "run:\(id)/\(index + 1)",
                source: "urn:annals:source:\(source)", event: .runFinished(run))
        }
        return AppendRequest.Part(events, to: Self.stream(of: source))
    }

    /// The lists cut so that each entry stays within its limit; the counts stand in the first.
    private var pieces: [RunFinished] {
        var pieces = [empty]
        pieces[0].counts = report.counts
        var size = 0
        func room(for bytes: Int) -> Int {
            size += bytes
            if size > Self.mostBytes {
                size = bytes
                pieces.append(empty)
            }
            return pieces.count - 1
        }
        for var document in report.history {
            document.reason = document.reason.map { String($0.prefix(1_000)) }
            document.address = String(document.address.prefix(1_000))
            let piece = room(for: document.json.canonicalBytes.count)
            pieces[piece].documents.append(document)
        }
        for coverage in report.coverage {
            let piece = room(for: coverage.json.canonicalBytes.count)
            pieces[piece].coverage.append(coverage)
        }
        for refusal in report.refusals.map({ RunRefusal($0) })
            + report.conflicts.map({ RunRefusal($0) })
        {
            let piece = room(for: refusal.json.canonicalBytes.count)
            pieces[piece].refusals.append(refusal)
        }
        return pieces
    }

    private var empty: RunFinished {
        RunFinished(
            run: id, source: source, startedAt: startedAt, finishedAt: finishedAt,
            outcome: outcome, command: String(command.prefix(2_000)))
    }

    /// Of an entry's 65,535, the rest is what every entry has.
    private static let mostBytes = 50_000
}

extension RunRefusal {
    /// Texts of a register may be of any length; a run's history tells their beginning.
    init(_ refusal: SourceReading.Refusal) {
        self.init(
            place: String(refusal.place.description.prefix(400)),
            reason: String(refusal.reason.prefix(1_000)))
    }

    init(_ conflict: IngestReport.Conflict) {
        let list = conflict.differences.map(\.description).joined(separator: "; ")
        self.init(
            place: String(conflict.place.description.prefix(400)),
            reason: String("\(conflict.id) is recorded with another content: \(list)".prefix(1_000))
        )
    }
}
