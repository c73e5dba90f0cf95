import Filings
import Postgres
import TestSupport
import Testing

@testable import Projections

@Suite struct MetricsTests {
    private static let now = Instant(microsecondsSinceEpoch: 1_795_676_400_250_000)

    @Test func `the text is what Prometheus reads, and says what the tables say`() async throws {
        try await withReadModelLog { log in
            var history = RandomHistory(seed: 8)
            try await log.append(history.events(6))
            try await log.project()
            try await log.pool.perform { connection throws(DatabaseError) in
                try connection.script(
                    """
                    UPDATE annals_read.checkpoints SET position = 2 WHERE projection = 'runs';
                    INSERT INTO annals_read.projectors VALUES
                        ('a', 'db1', 1, now(), now() - interval '70 s', now() - interval '60 s', true),
                        ('b', 'db2', 2, now(), now(), now() + interval '60 s', false);
                    INSERT INTO annals_read.leases SELECT projection, version, 'a', 9, now()
                        FROM annals_read.checkpoints WHERE projection = 'companies'
                        ON CONFLICT (projection, version) DO UPDATE SET projector = 'a';
                    INSERT INTO annals_read.builds SELECT 'b1', 'next', ARRAY[projection],
                        ARRAY[version], 6, 'loading', now()
                        FROM annals_read.checkpoints WHERE projection = 'timeline';
                    INSERT INTO annals_read.build_ranges VALUES
                        ('b1', 1, 1, 4, now()), ('b1', 2, 2, 2, NULL);
                    """)
            }
            let reading = try await StatusReading.read(from: log.store)
            let text = try PrometheusText(parsing: reading.metrics(writtenAt: Self.now))
            #expect(text.value("annals_metrics_written_timestamp_seconds") == 1_795_676_400.25)
            #expect(text.value("annals_database_up") == 1)
            #expect(text.value("annals_head_position") == 6)
            // The one that lives does not follow.
            #expect(text.value("annals_projector_up") == 0)
            #expect(text.value("annals_projectors", ["state": "dead"]) == 1)
            #expect(text.value("annals_projectors", ["state": "living"]) == 1)
            for name in Projector.names {
                let label = ["projection": name]
                let isBehind = name == "runs"
                #expect(text.value("annals_projection_position", label) == (isBehind ? 2 : 6))
                #expect(text.value("annals_events_behind", label) == (isBehind ? 4 : 0))
                let seconds = try #require(text.value("annals_seconds_behind", label))
                #expect((seconds > 0) == isBehind)
                let isWell = !["runs", "companies"].contains(name)
                #expect(text.value("annals_projection_well", label) == (isWell ? 1 : 0), "\(name)")
                let states = text.samples.filter {
                    $0.name == "annals_projection_state" && $0.labels["projection"] == name
                }
                #expect(states.count == ProjectionStatus.State.allCases.count)
                #expect(
                    states.filter { $0.value == 1 }.map { $0.labels["state"] }
                        == [name == "companies" ? "dead" : "idle"])
                let age = text.value("annals_projection_heartbeat_age_seconds", label)
                #expect(((age ?? 0) >= 70) == (name == "companies"), "\(name)")
                let isBuilt = name == "timeline"
                #expect(text.value("annals_projection_build_up", label) == (isBuilt ? 0 : nil))
                #expect(text.value("annals_projection_build_events", label) == (isBuilt ? 6 : nil))
                #expect(
                    text.value("annals_projection_build_events_done", label) == (isBuilt ? 4 : nil))
            }
        }
    }

    @Test func `while the database is away nothing is said that rests on it`() throws {
        let text = try PrometheusText(
            parsing: StatusReading.metricsWithoutDatabase(writtenAt: Self.now))
        #expect(text.value("annals_database_up") == 0)
        #expect(text.samples.count == 2)
    }

    @Test(
        arguments: [
            "plain", "", "a\"b", "back\\slash", "two\nlines", "\\n", "睿力 🏭", "{a=\"b\"} 1", "\\\"",
        ])
    func `any text in a label or a HELP line is read as it was`(value: String) throws {
        var metrics = MetricsText()
        metrics.add("m", "about \(value)", [.init(3, ("l", value), ("other", "x"))])
        let text = try PrometheusText(parsing: metrics.text)
        #expect(text.value("m", ["l": value, "other": "x"]) == 3)
        #expect(text.help["m"] == "about \(value)")
    }

    @Test(
        arguments: [
            (Duration.zero, "0.000000"), (.milliseconds(1), "0.001000"),
            (.microseconds(1), "0.000001"), (.seconds(90), "90.000000"),
            (.seconds(86_400 * 365), "31536000.000000"), (.microseconds(59_999_999), "59.999999"),
        ])
    func `a duration is in seconds`(duration: Duration, text: String) {
        #expect(MetricsText.Sample(duration).value == text)
    }

    @Test(
        arguments: [
            "", "m 1\n", "# HELP m h\nm 1\n", "# TYPE m gauge\nm 1\n",
            "# HELP m h\n# TYPE m gauge\nm 1", "# HELP m h\n# TYPE m gauge\n\nm 1\n",
            "# HELP m h\n# TYPE m gouge\nm 1\n", "# HELP m h\n# TYPE m gauge\nm 1\nm 2\n",
            "# HELP m h\n# TYPE m gauge\nm{a=\"1\"} 1\nm{a=\"1\"} 1\n",
            "# HELP m h\n# TYPE m gauge\nm 1\n# HELP n h\n# TYPE n gauge\nn 1\nm{a=\"1\"} 1\n",
            "# HELP m h\n# TYPE m gauge\nm one\n", "# HELP m h\n# TYPE m gauge\nm{a=1} 1\n",
            "# HELP m h\n# TYPE m gauge\nm{a=\"\\t\"} 1\n", "# HELP m \\t\n# TYPE m gauge\nm 1\n",
            "# HELP 1m h\n# TYPE 1m gauge\n1m 1\n", "# HELP m h\n# TYPE m gauge\nm{a=\"1\",} 1\n",
            "# HELP m h\n# TYPE m gauge\n# TYPE m gauge\nm 1\n",
        ])
    func `the reader of these tests refuses what is not the format`(text: String) {
        #expect(throws: PrometheusText.Unreadable.self) { try PrometheusText(parsing: text) }
    }
}
