import ArgumentParser
import CanonicalJSON
import EventStorage
import Filings
import Postgres
import Projections
import Rendering

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "What is stale, behind or switched off: server, schema, log, read models.")

    @Option(help: ArgumentHelp("The present, for answers that repeat.", valueName: "instant"))
    var now: String?

    @OptionGroup var output: OutputOptions
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let present = try QuestionOptions.present(now)
        try await database.withLog { ledger in
            let diagnosis = try await Diagnosis(of: ledger, present: present)
            if output.chosenFormat == .json {
                StandardOutput.write(diagnosis.json.canonicalText + "\n")
            } else {
                try output.show(diagnosis.records)
            }
            StandardOutput.flush()
            if !diagnosis.isWell, output.exitCode { throw ExitStatus.findings.exitCode }
        }
    }
}

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
    private var head = LogHead.empty
    private var checkpoints: [Checkpoint] = []
    private var sources: SourceStates?

    var isWell: Bool { findings.allSatisfy(\.isWell) }

    init(of ledger: Ledger, present: Instant) async throws {
        let due = try await Migrator(ledger.pool).due()
        let server = try await ledger.server()
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
        head = try await ledger.store.head()
        checkpoints = try await Projector(ledger.store).checkpoints()
        let settings = try await ledger.log()
        findings.append(logFinding(settings))
        findings.append(
            Finding(
                check: "immutability", isWell: settings.triggers == 4,
                detail: "\(settings.triggers) of 4 triggers are on",
                wayOut: settings.triggers == 4
                    ? "" : "ALTER TABLE … ENABLE TRIGGER, and find out who switched them off"))
        findings += checkpoints.map(finding)
        if !Projector.hasAll(checkpoints) {
            findings.append(
                Finding(
                    check: "read models", isWell: false,
                    detail: "not all are there in this version", wayOut: "annals project"))
        } else {
            let position = checkpoints.map(\.position).min() ?? 0
            sources = try await SourceStates(of: ledger, at: position)
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

    private func logFinding(_ settings: LogFacts) -> Finding {
        let isWell = settings.lastPosition == head.position
        let time = head.position > 0 ? ", last recorded \(head.recordedAt.text)" : ""
        return Finding(
            check: "log", isWell: isWell,
            detail: isWell
                ? "\(head.position) events in \(head.streams) streams\(time)"
                : "the head says \(head.position), the last event is \(settings.lastPosition)",
            wayOut: isWell ? "" : "stop writing and compare with a backup")
    }

    private func finding(_ checkpoint: Checkpoint) -> Finding {
        let behind = head.position - checkpoint.position
        return Finding(
            check: "read model \(checkpoint.projection)", isWell: behind <= 0,
            detail: behind <= 0
                ? "at \(checkpoint.position)" : "at \(checkpoint.position), \(behind) behind",
            wayOut: behind <= 0 ? "" : "annals project")
    }

    var records: RecordSet {
        RecordSet(
            fields: ["check", "state", Field("detail", .text), Field("wayOut", .text)],
            records: findings.map { finding in
                [
                    "check": .string(finding.check),
                    "state": .string(finding.isWell ? "well" : "look"),
                    "detail": .string(finding.detail), "wayOut": .string(finding.wayOut),
                ]
            }, basis: ["position": .integer(head.position), "asOf": nil, "recordedBy": nil])
    }

    var json: JSONValue {
        [
            "basis": ["position": .integer(head.position), "asOf": nil, "recordedBy": nil],
            "head": .integer(head.position),
            "well": .bool(isWell),
            "projections": .array(
                checkpoints.map { checkpoint in
                    [
                        "name": .string(checkpoint.projection),
                        "version": .integer(checkpoint.version),
                        "checkpoint": .integer(checkpoint.position),
                        "behind": .integer(max(0, head.position - checkpoint.position)),
                        "updatedAt": .string(checkpoint.updatedAt.text),
                    ]
                }),
            "records": .array(records.records.map { .object($0.object) }),
        ]
    }
}

/// What the server says of itself.
struct ServerFacts {
    let version: String
    let fsync: String
    let commit: String
}

/// What the log's tables say.
struct LogFacts {
    let triggers: Int
    let lastPosition: Int64
}

extension Ledger {
    fileprivate func server() async throws -> ServerFacts {
        let row = try await row(
            """
            SELECT current_setting('server_version'), current_setting('fsync'),
                current_setting('synchronous_commit')
            """)
        return ServerFacts(
            version: try row.decode(0), fsync: try row.decode(1), commit: try row.decode(2))
    }

    fileprivate func log() async throws -> LogFacts {
        let row = try await row(
            """
            SELECT (SELECT count(*) FROM pg_trigger WHERE tgenabled = 'O' AND NOT tgisinternal
                    AND tgfoid = 'annals.refuse_change'::regproc),
                coalesce((SELECT max(position) FROM annals.events), 0)
            """)
        return LogFacts(triggers: try row.decode(0), lastPosition: try row.decode(1))
    }

    private func row(_ sql: SQL) async throws -> Row {
        let rows = try await pool.perform { connection throws(DatabaseError) in
            try connection.query(sql)
        }
        guard let row = rows.first else {
            throw DatabaseError(message: "The server says nothing of itself.")
        }
        return row
    }
}
