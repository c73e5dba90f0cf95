import Answering
import EventStorage
import Filings
import Projections

/// What a monitor asks of the log: how the read models stand, what is overdue, where sources
/// disagree, how long ago each register was read.
struct ServiceMetrics {
    private let service: Service

    init(_ service: Service) { self.service = service }

    func text() async throws -> String {
        let ledger = service.ledger
        let reading = try await StatusReading.read(from: ledger.store)
        var text = MetricsText()
        let overdue = try await OverdueQuestion().answer(at: LimitTexts(), in: ledger)
        text.add(
            "annals_overdue_milestones", "Milestones past a day that was set for them.",
            [.init(Int64(overdue.records.records.count))])
        let conflicts = try await ledger.models.conflicts(of: nil)
        text.add(
            "annals_conflicts_open", "Things about which sources disagree.",
            [.init(Int64(conflicts.count))])
        let runs = try await ledger.models.newestRuns(complete: true)
        text.add(
            "annals_ingest_last_success_timestamp_seconds",
            "When the newest complete run of a source ended, in seconds since 1970.",
            runs.map { run in
                .init(
                    .microseconds(run.finishedAt.microsecondsSinceEpoch), ("source", run.source))
            })
        return reading.metrics(writtenAt: .now) + text.text
    }
}
