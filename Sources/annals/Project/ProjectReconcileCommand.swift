import Answering
import ArgumentParser
import CanonicalJSON
import Projections
import Rendering

struct ProjectReconcileCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reconcile",
        abstract: "What each read model took of the log, and every event that it passes over.")

    @OptionGroup var output: OutputOptions
    @OptionGroup var database: DatabaseOptions

    private static let fields: [Field] = [
        "projection", "state", Field("checkpoint", .number), Field("needed", .number),
        Field("applied", .number), Field("skipped", .number), Field("position", .number),
        Field("type", .text), Field("category", .text), Field("error", .text),
        Field("reason", .text), Field("recordedBy", .text), Field("recordedAt", detail: true),
    ]

    func run() async throws {
        try await database.withLog { ledger in
            let all = try await Reconciliation.all(in: ledger.store)
            let records = all.flatMap(Self.records)
            let head = all.first?.head ?? 0
            try output.show(
                RecordSet(
                    fields: Self.fields, records: records,
                    basis: ["position": .integer(head), "asOf": nil, "recordedBy": nil]))
            StandardOutput.flush()
            let isFound = all.contains {
                !$0.skips.isEmpty || $0.stops.contains(where: \.isFailure)
            }
            if isFound, output.exitCode { throw ExitStatus.findings.exitCode }
        }
    }

    /// The sums of a read model, then a line for what stopped it and for each event passed over.
    private static func records(_ one: Reconciliation) -> [Record] {
        let isWhole = one.checkpoint == one.head
        var sums: Record = [
            "projection": .string(one.projection), "state": .string(isWhole ? "whole" : "behind"),
            "needed": .integer(one.needed), "applied": .integer(one.applied),
            "skipped": .integer(Int64(one.skips.count)),
        ]
        sums["checkpoint"] = one.checkpoint.map { .integer($0) }
        return [sums] + one.stops.map(record) + one.skips.map { record($0, of: one.projection) }
    }

    private static func record(_ stop: Stop) -> Record {
        var record: Record = [
            "projection": .string(stop.projection), "recordedAt": .string(stop.since.text),
        ]
        switch stop.cause {
        case .paused(let actor, let reason):
            record["state"] = "paused"
            record["reason"] = .string(reason)
            record["recordedBy"] = .string(actor)
        case .failed(let bad):
            record["state"] = "failed"
            record["position"] = .integer(bad.position)
            record["type"] = .string(bad.type)
            record["category"] = .string(bad.category.rawValue)
            record["error"] = .string(bad.reason)
        }
        return record
    }

    private static func record(_ skip: Reconciliation.Skip, of projection: String) -> Record {
        [
            "projection": .string(projection), "state": "skipped",
            "position": .integer(skip.skipped.position), "type": .string(skip.skipped.eventType),
            "category": .string(skip.skipped.category), "error": .string(skip.skipped.error),
            "reason": .string(skip.skipped.reason), "recordedBy": .string(skip.recordedBy),
            "recordedAt": .string(skip.recordedAt.text),
        ]
    }
}
