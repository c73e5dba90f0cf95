import EventStorage
import Projections

extension Ledger {
    /// Makes sure that the read models that an answer rests on are there in this version; the others
    /// neither hold it up nor back.
    ///
    /// - Parameter tables: Those that the question reads, the company's name included.
    /// - Returns: The limits that the answer can keep: when the read models lack events, which is
    ///   said beside the answer, it rests on the position that all of them have reached.
    /// - Throws: ``Failure`` when one is missing and projecting does not make it.
    public func limitsOfModels(
        _ limits: QuestionLimits, reading tables: [ReadModels.Table]
    ) async throws -> QuestionLimits {
        var standing = try await models.standing(of: tables)
        if !standing.missing.isEmpty {
            try Self.check(standing)
            if try await store.isStandby(), let missing = standing.missing.first {
                throw Failure(
                    "The read model \(missing.rawValue) is not there yet, and a standby makes none. "
                        + "Try on the primary: annals project", .failed)
            }
            try await makeModels(self, tables)
            standing = try await models.standing(of: tables)
            try Self.check(standing)
            if let missing = standing.missing.first {
                throw Failure(
                    "The read model \(missing.rawValue) is not there yet. Try: annals project status",
                    .failed)
            }
        }
        standing = try await awaited(limits.position, standing, of: tables)
        let behind = limits.position - standing.position
        if behind > 0 {
            let events = behind == 1 ? "event" : "\(behind) events"
            let reason = standing.stops.first.map { stop in
                "\(stop.projection) is \(stop.isFailure ? "stopped" : "paused"), "
                    + "see annals project status"
            }
            remark("the read models lack the last \(events); \(reason ?? "run annals project")")
        }
        return limits.upTo(standing.position)
    }

    /// More events than that are not applied while somebody waits for an answer.
    private static let mostAwaited: Int64 = 10_000

    /// The standing once the read models have that position, or the ledger's patience is at its end.
    private func awaited(
        _ position: Int64, _ first: ReadModels.Standing, of tables: [ReadModels.Table]
    ) async throws -> ReadModels.Standing {
        var standing = first
        let deadline = ContinuousClock.now + patience
        var pause = Duration.milliseconds(2)
        while (1...Self.mostAwaited).contains(position - standing.position),
            standing.stops.isEmpty, ContinuousClock.now < deadline
        {
            try await Task.sleep(for: pause)
            pause = min(pause * 2, .milliseconds(50))
            standing = try await models.standing(of: tables)
        }
        return standing
    }

    /// Projecting again does not help against these.
    private static func check(_ standing: ReadModels.Standing) throws(Failure) {
        if let newer = standing.newer.first {
            throw Failure(
                "The read model \(ProjectorNews.newerWords(newer.rawValue)).", .failed)
        }
        if let stop = standing.obstacle {
            throw Failure("There is no read model to ask: \(stop.words)", .failed)
        }
    }
}
