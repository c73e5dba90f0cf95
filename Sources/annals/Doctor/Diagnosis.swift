import Answering
import CanonicalJSON
import EventStorage
import Filings
import Postgres
import Projections
import Rendering

/// What `annals doctor` found.
struct Diagnosis {
    struct Finding {
        let check: String
        let isWell: Bool
        let detail: String
        /// What to do; empty when all is well.
        let wayOut: String
    }

    private(set) var findings: [Finding] = []
    private var reading: StatusReading?
    private var sources: SourceStates?

    var isWell: Bool { findings.allSatisfy(\.isWell) }

    init(of ledger: Ledger, present: Instant) async throws {
        let due = try await Migrator(ledger.pool).due()
        let server = try await ledger.serverFacts()
        findings.append(
            Finding(
                check: "server", isWell: true, detail: "PostgreSQL \(server.version)",
                wayOut: ""))
        let durable = server.fsync == "on" && server.commit != "off"
        findings.append(
            Finding(
                check: "durability", isWell: durable,
                detail: "fsync \(server.fsync), synchronous_commit \(server.commit)",
                wayOut: durable ? "" : "set both to on, or acknowledged events may be lost"))
        findings.append(Self.schemaFinding(due: due))
        // Without its tables the log has nothing to look at.
        if due.contains(where: { $0.hasPrefix("m0") }) { return }
        let reading = try await StatusReading.read(from: ledger.store)
        self.reading = reading
        let settings = try await ledger.logFacts()
        findings.append(Self.logFinding(settings, head: reading.head))
        findings.append(
            Finding(
                check: "immutability", isWell: settings.triggers == settings.allTriggers,
                detail: "\(settings.triggers) of \(settings.allTriggers) triggers are on",
                wayOut: settings.triggers == settings.allTriggers
                    ? "" : "ALTER TABLE … ENABLE TRIGGER, and find out who switched them off"))
        findings.append(
            try await Self.sealFinding(of: ledger, head: reading.head.position, present: present))
        findings += Self.findings(about: reading)
        let standing = try await ledger.models.standing(of: [.runs, .coverage])
        if standing.missing.isEmpty {
            sources = try await SourceStates(of: ledger, at: standing.position)
            findings += sources?.names.compactMap { finding(of: $0, present: present) } ?? []
        }
    }

    /// A source's newest run, how long ago it ended, and what it left open.
    private func finding(of source: String, present: Instant) -> Finding? {
        guard let sources, let run = sources.newestRun(of: source) else { return nil }
        let gaps = sources.gapCount(of: source)
        let isComplete = run.outcome == RunFinished.Outcome.complete.rawValue
        return Finding(
            check: "source \(source)", isWell: gaps == 0 && isComplete,
            detail: """
                newest run \(run.outcome), \(AgeText.words(present.since(run.finishedAt))) ago; \
                \(gaps) \(gaps == 1 ? "gap" : "gaps")
                """,
            wayOut: gaps > 0
                ? "annals runs \(source) --gaps" : isComplete ? "" : "annals runs \(run.id)")
    }

    private static func schemaFinding(due: [String]) -> Finding {
        Finding(
            check: "schema", isWell: due.isEmpty,
            detail: due.isEmpty ? "as this version has it" : "due: " + due.joined(separator: ", "),
            wayOut: due.isEmpty ? "" : "annals migrate")
    }

    private static func logFinding(_ settings: LogFacts, head: LogHead) -> Finding {
        let isWell = settings.lastPosition == head.position
        let time = head.position > 0 ? ", last recorded \(head.recordedAt.text)" : ""
        return Finding(
            check: "log", isWell: isWell,
            detail: isWell
                ? "\(head.position) events in \(head.streams) streams\(time)"
                : "the head says \(head.position), the last event is \(settings.lastPosition)",
            wayOut: isWell ? "" : "stop writing and compare with a backup")
    }

    private var head: Int64 { reading?.head.position ?? 0 }

    var records: RecordSet {
        RecordSet(
            fields: ["check", "state", Field("detail", .text), Field("wayOut", .text)],
            records: findings.map { finding in
                [
                    "check": .string(finding.check),
                    "state": .string(finding.isWell ? "well" : "look"),
                    "detail": .string(finding.detail), "wayOut": .string(finding.wayOut),
                ]
            }, basis: ["position": .integer(head), "asOf": nil, "recordedBy": nil])
    }

    var json: JSONValue {
        [
            "basis": ["position": .integer(head), "asOf": nil, "recordedBy": nil],
            "head": .integer(head),
            "well": .bool(isWell),
            "projections": .array((reading?.projections ?? []).map(Self.json)),
            "records": .array(records.records.map { .object($0.object) }),
        ]
    }
}
