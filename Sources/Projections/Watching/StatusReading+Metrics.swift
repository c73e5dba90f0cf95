import Filings

extension StatusReading {
    /// The reading for a monitor that speaks Prometheus's language.
    ///
    /// A read model that is missing has position 0 and is behind by the whole log.
    ///
    /// - Parameter writtenAt: The writer's clock, so that text which nobody writes any more shows.
    public func metrics(writtenAt: Instant) -> String {
        var metrics = Self.opening(isUp: true, writtenAt: writtenAt)
        addLog(to: &metrics)
        addPlaces(to: &metrics)
        addSkips(to: &metrics)
        addReaders(to: &metrics)
        addBuilds(to: &metrics)
        return metrics.text
    }

    /// The same while the database cannot be read: all that rests on it is gone from the text.
    public static func metricsWithoutDatabase(writtenAt: Instant) -> String {
        opening(isUp: false, writtenAt: writtenAt).text
    }

    private static func opening(isUp: Bool, writtenAt: Instant) -> MetricsText {
        var metrics = MetricsText()
        metrics.add(
            "annals_metrics_written_timestamp_seconds",
            "When this was written, in seconds since 1970: if long ago, nothing here holds.",
            [.init(.microseconds(writtenAt.microsecondsSinceEpoch))])
        metrics.add(
            "annals_database_up", "Whether the database could be read for this.", [.init(isUp)])
        return metrics
    }

    private func addLog(to metrics: inout MetricsText) {
        metrics.add(
            "annals_head_position", "The last event's position in the log.",
            [.init(head.position)])
        metrics.add(
            "annals_projector_up",
            "Whether a projector that follows the log lives, by its heartbeat.",
            [.init(hasFollower)])
        metrics.add(
            "annals_projectors", "Projectors by whether they live.",
            [true, false].map { lives in
                .init(
                    Int64(projectors.count { $0.lives == lives }),
                    ("state", lives ? "living" : "dead"))
            })
    }

    private func addPlaces(to metrics: inout MetricsText) {
        metrics.add(
            "annals_projection_position", "The last position that a read model has applied.",
            projections.map { .init($0.position ?? 0, ("projection", $0.projection)) })
        metrics.add(
            "annals_events_behind", "Events that a read model has yet to apply.",
            projections.map { .init($0.eventsBehind, ("projection", $0.projection)) })
        metrics.add(
            "annals_seconds_behind",
            "How long the first event that a read model has yet to apply has been in the log.",
            projections.map { .init($0.behind, ("projection", $0.projection)) })
    }

    private func addSkips(to metrics: inout MetricsText) {
        metrics.add(
            "annals_projection_skipped_events",
            "Events that a read model passes over, as somebody decided.",
            projections.map { .init($0.skips, ("projection", $0.projection)) })
    }

    private func addReaders(to metrics: inout MetricsText) {
        metrics.add(
            "annals_projection_well",
            "Whether nobody need look; 0 for a dead reader, whatever its lag.",
            projections.map { .init($0.isWell, ("projection", $0.projection)) })
        metrics.add(
            "annals_projection_state", "1 for the state that a read model is in.",
            projections.flatMap { projection in
                ProjectionStatus.State.allCases.map { state in
                    .init(
                        projection.state == state, ("projection", projection.projection),
                        ("state", state.rawValue))
                }
            })
        metrics.add(
            "annals_projection_heartbeat_age_seconds",
            "How long ago the projector that has a read model's lease said that it lives.",
            projections.compactMap { projection in
                projection.holder.map {
                    .init($0.heartbeatAge, ("projection", projection.projection))
                }
            })
    }

    /// Of projections by the newest build, so that no series has a random name.
    private func addBuilds(to metrics: inout MetricsText) {
        let building = projections.compactMap { projection in
            projection.build.map { (label: ("projection", projection.projection), build: $0) }
        }
        metrics.add(
            "annals_projection_build_up", "Whether a process that lives is at the build.",
            building.map { .init($0.build.isUnderWay, $0.label) })
        metrics.add(
            "annals_projection_build_events", "Events that a build has to compute.",
            building.map { .init($0.build.total, $0.label) })
        metrics.add(
            "annals_projection_build_events_done", "Events that a build has computed.",
            building.map { .init($0.build.done, $0.label) })
        metrics.add(
            "annals_builds", "Builds beside the live tables, those that were left over among them.",
            [.init(Int64(builds.count))])
    }
}
