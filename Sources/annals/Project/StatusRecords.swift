import Answering
import CanonicalJSON
import Projections
import Rendering

/// A reading as records, one a read model.
struct StatusRecords {
    let reading: StatusReading
    /// Since the reading before; `nil` for the first one.
    let pace: StatusPace?

    /// What a table shows, in 80 columns; the rest is for the other formats.
    private static let places: [Field] = [
        "projection", "state", Field("position", .number), Field("behind", .number),
        Field("lag", .number),
    ]
    private static let paces: [Field] = [Field("rate", .number), Field("timeLeft", .number)]
    private static let details: [Field] = [
        Field("well", detail: true), Field("detail", .text, detail: true),
        Field("wayOut", .text, detail: true), Field("version", .number, detail: true),
        Field("versionHere", .number, detail: true),
        Field("lagMilliseconds", .number, detail: true), Field("follows", detail: true),
        Field("heartbeatMilliseconds", .number, detail: true),
        Field("stoppedAt", .number, detail: true), Field("type", detail: true),
        Field("category", detail: true), Field("reason", .text, detail: true),
        Field("stoppedBy", detail: true), Field("since", detail: true),
        Field("buildPhase", detail: true), Field("buildDone", .number, detail: true),
        Field("buildTotal", .number, detail: true), Field("readAt", detail: true),
    ]

    static var fields: [Field] {
        places + [Field("holder", .text)] + paces + details
    }

    /// Whoever watches wants to know how fast it goes, and others who runs it.
    var tableFields: [Field] {
        Self.places + (pace == nil ? [Field("holder", .text)] : Self.paces)
    }

    func set(_ fields: [Field] = Self.fields) -> RecordSet {
        RecordSet(
            fields: fields, records: reading.projections.map(record),
            basis: [
                "position": .integer(reading.head.position), "asOf": nil, "recordedBy": nil,
            ])
    }

    private func record(_ status: ProjectionStatus) -> Record {
        var record: Record = [
            "projection": .string(status.projection), "state": .string(status.state.rawValue),
            "well": .bool(status.isWell), "behind": .integer(status.eventsBehind),
            "lag": .string(status.eventsBehind == 0 ? "-" : AgeText.precise(status.behind)),
            "lagMilliseconds": .integer(status.behind.milliseconds),
            "detail": .string(status.detail), "wayOut": .string(status.wayOut),
            "readAt": .string(reading.readAt.text),
        ]
        record["position"] = status.position.map { .integer($0) }
        record["version"] = status.version.map { .integer($0) }
        record["versionHere"] = status.versionHere.map { .integer($0) }
        if let rate = pace?.rate(of: status.projection) {
            record["rate"] = .string("\(Int64(rate.rounded()))/s")
        }
        record["timeLeft"] = pace?.timeLeft(of: status.projection).map {
            .string(AgeText.words($0))
        }
        if let holder = status.holder {
            record["holder"] = .string("\(holder.host) \(holder.process)")
            record["follows"] = .bool(holder.follows)
            record["heartbeatMilliseconds"] = .integer(holder.heartbeatAge.milliseconds)
        }
        add(status.stops.first, to: &record)
        if let build = status.build {
            record["buildPhase"] = .string(build.isUnderWay ? build.phase : "interrupted")
            record["buildDone"] = .integer(build.done)
            record["buildTotal"] = .integer(build.total)
        }
        return record
    }

    private func add(_ stop: Stop?, to record: inout Record) {
        guard let stop else { return }
        record["since"] = .string(stop.since.text)
        switch stop.cause {
        case .paused(let actor, let reason):
            record["stoppedBy"] = .string(actor)
            record["reason"] = .string(reason)
        case .failed(let bad):
            record["stoppedAt"] = .integer(bad.position)
            record["type"] = .string(bad.type)
            record["category"] = .string(bad.category.rawValue)
            record["reason"] = .string(bad.reason)
        }
    }
}

extension Duration {
    var milliseconds: Int64 {
        components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000
    }
}
