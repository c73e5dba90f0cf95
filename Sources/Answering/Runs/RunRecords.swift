import CanonicalJSON
import Filings
import Projections
import Rendering

/// Runs and gaps as records.
public enum RunRecords {
    /// The field with what a run lists.
    public static let details = "details"

    /// Half of the counts are details, so that a table of 80 columns has room for the rest.
    public static let fields: [Field] =
        ["startedAt", "source", "outcome"]
        + ["documents", "read"].map { Field($0, .number, detail: true) }
        + [Field("appended", .number)]
        + ["known", "corrected", "delisted"].map { Field($0, .number, detail: true) }
        + [Field("refused", .number), Field("took", detail: true), Field("run", detail: true)]
        + ["detailed", "relisted", "conflicts"].map { Field($0, .number, detail: true) }
        + [Field("finishedAt", detail: true), Field("command", .text, detail: true)]

    /// With what a run lists.
    public static let fieldsWithDetails = fields + [Field(details, .text, detail: true)]

    public static func record(of run: ReadModels.Run) -> Record {
        var record: Record = [
            "startedAt": .string(run.startedAt.text), "source": .string(run.source),
            "outcome": .string(run.outcome),
        ]
        for (name, field) in RunCounts.fields {
            record[name] = .integer(run.counts[keyPath: field])
        }
        record["took"] = .string(AgeText.precise(run.finishedAt.since(run.startedAt)))
        record["run"] = .string(run.id)
        record["finishedAt"] = .string(run.finishedAt.text)
        record["command"] = .string(run.command)
        return record
    }

    public static let gapFields: [Field] = [
        "source", "unit", "state", Field("reason", .text), Field("repair", .text),
        Field("run", detail: true), Field("lookedAt", detail: true),
    ]

    public static func record(of gap: CoverageGaps.Gap) -> Record {
        var record: Record = [
            "source": .string(gap.source), "unit": .string(gap.unit), "state": .string(gap.state),
        ]
        record["reason"] = gap.reason.map { .string($0) }
        record["repair"] = gap.repair.map { .string("annals ingest " + $0) }
        record["run"] = gap.run.map { .string($0) }
        record["lookedAt"] = gap.lookedAt.map { .string($0.text) }
        return record
    }
}

/// What a run lists, from all of its events.
public struct RunParts {
    public private(set) var documents: [RunDocument] = []
    public private(set) var coverage: [RunCoverage] = []
    public private(set) var refusals: [RunRefusal] = []

    mutating func add(_ run: RunFinished) {
        documents += run.documents
        coverage += run.coverage
        refusals += run.refusals
    }

    public var object: JSONObject {
        [
            "documents": .array(documents.map { .object($0.json) }),
            "coverage": .array(coverage.map { .object($0.json) }),
            "refusals": .array(refusals.map { .object($0.json) }),
        ]
    }

    /// For people: one line each, numbered.
    public var lines: [(name: String, text: String)] {
        var lines: [(name: String, text: String)] = []
        for (index, document) in documents.enumerated() {
            lines.append(("document \(index + 1)", document.line))
        }
        for (index, refusal) in refusals.enumerated() {
            lines.append(("refusal \(index + 1)", "\(refusal.place): \(refusal.reason)"))
        }
        for (index, unit) in coverage.enumerated() {
            let reason = unit.reason.map { ", \($0)" } ?? ""
            let repair = unit.repair.map { "; annals ingest \($0)" } ?? ""
            lines.append(
                ("coverage \(index + 1)", "\(unit.unit): \(unit.state.rawValue)\(reason)\(repair)"))
        }
        return lines
    }
}

extension RunDocument {
    /// `2020-Q1/master: content (200), 319828 read, 12 appended, https://…`
    fileprivate var line: String {
        var words = answer
        if let status { words += " (\(status))" }
        for (name, field) in RunCounts.fields where counts[keyPath: field] != 0 {
            words += ", \(counts[keyPath: field]) \(name)"
        }
        if let reason { words += ", \(reason)" }
        return "\(part): \(words), \(address)"
    }
}

extension Ledger {
    /// What a run lists: its events hold it, the read model has their positions.
    public func parts(of run: ReadModels.Run) async throws -> RunParts {
        var parts = RunParts()
        for position in run.positions {
            guard case .runFinished(let event)? = try await store.event(at: position)?.event
            else { continue }
            parts.add(event)
        }
        return parts
    }
}
