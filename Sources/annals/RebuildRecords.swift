import CanonicalJSON
import Projections
import Rendering

/// What `annals rebuild` prints.
enum RebuildRecords {
    private static let fields: [Field] = [
        "projection", "version", Field("rows", .number), Field("added", .number),
        Field("gone", .number), Field("changed", .number), Field("first", .list),
        Field("swapMilliseconds", .number),
    ]

    /// A table without one before it has nothing to differ from: those fields are then empty.
    static func records(of report: RebuildReport) -> RecordSet {
        let held = report.swap.map { swap in
            JSONValue.integer(Int64((swap.held / .milliseconds(1)).rounded(.up)))
        }
        let records = report.tables.map { table in
            var record: Record = [
                "projection": .string(table.projection), "version": .integer(table.version),
            ]
            record["rows"] = .integer(table.rows)
            if let comparison = table.comparison {
                record["added"] = .integer(comparison.added)
                record["gone"] = .integer(comparison.gone)
                record["changed"] = .integer(comparison.changed)
                record["first"] = .array(comparison.first.map(\.json))
            }
            record["swapMilliseconds"] = held
            return record
        }
        let position = report.swap?.tables.map(\.position).min() ?? report.target
        return RecordSet(
            fields: fields, records: records,
            basis: ["position": .integer(position), "asOf": nil, "recordedBy": nil])
    }

    static func records(of swap: SwapReport) -> RecordSet {
        let held = Int64((swap.held / .milliseconds(1)).rounded(.up))
        return RecordSet(
            fields: [
                "projection", "version", Field("position", .number), "state",
                Field("swapMilliseconds", .number),
            ],
            records: swap.tables.map { table in
                [
                    "projection": .string(table.projection), "version": .integer(table.version),
                    "position": .integer(table.position),
                    "state": .string(table.isPaused ? "paused" : "live"),
                    "swapMilliseconds": .integer(held),
                ]
            },
            basis: [
                "position": .integer(swap.tables.map(\.position).min() ?? 0), "asOf": nil,
                "recordedBy": nil,
            ])
    }

    static func records(of estimate: RebuildEstimate) -> RecordSet {
        RecordSet(
            fields: [
                "projection", "version", Field("events", .number), Field("rows", .number),
                Field("seconds", .number),
            ],
            records: estimate.tables.map { table in
                [
                    "projection": .string(table.projection), "version": .integer(table.version),
                    "events": .integer(table.events), "rows": .integer(table.rows),
                    "seconds": .integer(Int64((table.share / .seconds(1)).rounded(.up))),
                ]
            },
            basis: ["position": .integer(estimate.target), "asOf": nil, "recordedBy": nil])
    }

    /// What is to be said beside the result.
    static func story(of report: RebuildReport, verbose: Bool) -> [String] {
        var lines = report.failures.map { "\(BuildError.badEvent($0))" }
        for table in report.tables {
            guard let apart = table.comparison?.columnsApart, !apart.isEmpty else { continue }
            lines.append(
                """
                \(table.projection): compared without \(apart.joined(separator: ", ")), which the \
                two versions do not share
                """)
        }
        if verbose {
            let rate = Double(report.events) / max(0.001, report.loading / .seconds(1))
            lines.append(
                """
                read \(ProgressLine.grouped(Int(report.events))) events in \
                \(text(report.loading)), \(ProgressLine.grouped(Int(rate))) a second; indexes \
                \(text(report.indexing)); catching up \(text(report.catchingUp)); comparing \
                \(text(report.comparing)); swap held \(text(report.swap?.held ?? .zero)) after \
                \(report.swap?.retries ?? 0) retries
                """)
        }
        return lines
    }

    private static func text(_ duration: Duration) -> String {
        duration < .seconds(1)
            ? "\(Int((duration / .milliseconds(1)).rounded(.up))) ms"
            : "\(Double(Int(duration / .milliseconds(100))) / 10) s"
    }
}

extension TableComparison.Difference {
    fileprivate var json: JSONValue {
        [
            "kind": .string(kind.rawValue), "key": .string(key),
            "fromPosition": .integer(fromPosition),
        ]
    }
}
