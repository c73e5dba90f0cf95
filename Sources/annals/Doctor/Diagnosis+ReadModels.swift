import CanonicalJSON
import Projections

extension Diagnosis {
    /// What is to be said of read models, of what they pass over, and of what builds left.
    static func findings(about reading: StatusReading) -> [Finding] {
        reading.projections.map(finding)
            + reading.projections.filter { $0.skips > 0 }.map(skips)
            + reading.builds.map(finding) + reading.leftoverTables.map(leftover)
    }

    private static func finding(_ status: ProjectionStatus) -> Finding {
        Finding(
            check: "read model \(status.projection)", isWell: status.isWell,
            detail: status.detail, wayOut: status.wayOut)
    }

    /// A decision with a reason: nothing is wrong, and nobody is to forget it.
    private static func skips(_ status: ProjectionStatus) -> Finding {
        Finding(
            check: "skips of \(status.projection)", isWell: true,
            detail: "passes over \(status.skips) \(status.skips == 1 ? "event" : "events")",
            wayOut: "annals project reconcile")
    }

    private static func finding(_ build: BuildStatus) -> Finding {
        let end = build.isUnderWay ? "" : ", and nobody is at it"
        let goesOn =
            build.place == .next
            ? "annals rebuild \(build.versions.keys.sorted().joined(separator: " "))"
            : replay
        return Finding(
            check: "\(build.place == .next ? "build" : "replay") \(build.name)",
            isWell: build.isUnderWay, detail: "\(build.names): \(build.progressWords)\(end)",
            wayOut: build.isUnderWay ? "" : goesOn)
    }

    /// Every replay removes what those that were killed left.
    private static let replay = "annals replay --to 1"

    private static func leftover(_ table: String) -> Finding {
        Finding(
            check: "table \(table)", isWell: false, detail: "no build has it",
            wayOut: table.contains("_replay.") ? replay : "DROP TABLE \(table)")
    }

    static func json(_ status: ProjectionStatus) -> JSONValue {
        var json: JSONObject = [
            "name": .string(status.projection), "state": .string(status.state.rawValue),
            "well": .bool(status.isWell), "behind": .integer(status.eventsBehind),
            "behindMilliseconds": .integer(status.behind.milliseconds),
            "skips": .integer(status.skips),
        ]
        json["version"] = status.version.map { .integer($0) }
        json["checkpoint"] = status.position.map { .integer($0) }
        json["updatedAt"] = (status.movedAt?.text).map { .string($0) }
        return .object(json)
    }
}
