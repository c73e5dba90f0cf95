import EventStorage
import Filings
import Postgres
import TestSupport

extension SampleLedger {
    /// Appends events past the commands: what no file of these tests gives rise to.
    func append(_ events: [NewEvent], to stream: String) async throws {
        let pool = Pool(url, size: 1)
        do {
            try await EventStore(pool).append(events, to: StreamName(stored: stream), by: "tester")
            await pool.close()
        } catch {
            await pool.close()
            throw error
        }
    }
}

extension RunFinished {
    /// A run that took two and a half seconds; what else a test is about is set on it.
    static func sample(
        _ source: String = "edgar-index", at moment: String, outcome: Outcome = .complete,
        coverage: [RunCoverage] = []
    ) -> RunFinished {
        let start = Instant(moment) ?? Instant(microsecondsSinceEpoch: 0)
        let end = Instant(microsecondsSinceEpoch: start.microsecondsSinceEpoch + 2_500_000)
        return RunFinished(
            run: "\(source)/\(start.text)", source: source, startedAt: start, finishedAt: end,
            outcome: outcome, command: "annals ingest \(source)", coverage: coverage)
    }

    var event: NewEvent {
        NewEvent(
            id: "run:\(run)/\(part)", source: "urn:annals:source:\(source)",
            event: .runFinished(self))
    }
}
