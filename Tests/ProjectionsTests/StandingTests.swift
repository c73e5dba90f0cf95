import EventStorage
import Filings
import Postgres
import TestSupport
import Testing

@testable import Projections

@Suite struct StandingTests {
    @Test func `every table that is asked is a projection's`() {
        for table in ReadModels.Table.allCases {
            #expect(Projector.names.contains(table.rawValue))
        }
    }

    @Test func `only the tables that are asked count`() async throws {
        try await withReadModelLog { log in
            var history = RandomHistory(seed: 10)
            try await log.append(history.events(9))
            let none = try await log.models.standing(of: [.runs, .timeline])
            #expect(none.position == 0 && none.missing == [.runs, .timeline])
            #expect(none.newer.isEmpty && none.obstacle == nil)
            try await log.project()
            try await log.query(
                "UPDATE annals_read.checkpoints SET position = 4 WHERE projection = 'runs'")
            try await Stops(log.store).pause("runs", by: "ann", reason: "audit")
            #expect(try await log.models.standing(of: [.timeline, .filings]).position == 9)
            let runs = try await log.models.standing(of: [.timeline, .runs])
            #expect(runs.position == 4 && runs.missing.isEmpty && runs.stops.count == 1)
            // It is there: it answers, as far as it is.
            #expect(runs.obstacle == nil)
            try await log.query(
                "UPDATE annals_read.checkpoints SET version = version - 1 WHERE projection = 'runs'"
            )
            let older = try await log.models.standing(of: [.timeline, .runs])
            #expect(older.missing == [.runs] && older.obstacle?.projection == "runs")
            try await log.query(
                "UPDATE annals_read.checkpoints SET version = version + 2 WHERE projection = 'runs'"
            )
            #expect(try await log.models.standing(of: [.timeline, .runs]).newer == [.runs])
        }
    }

    @Test func `a projector of some tables makes those and no others`() async throws {
        try await withReadModelLog { log in
            var history = RandomHistory(seed: 11)
            try await log.append(history.events(9))
            let run = try await Projector(log.store, of: [.companies, .filings]).run()
            #expect(run.isComplete && run.head == 9)
            let made = try await Projector(log.store).checkpoints().map(\.projection)
            #expect(made == ["companies", "filings"])
        }
    }
}
