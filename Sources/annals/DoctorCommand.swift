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

    @OptionGroup var output: OutputOptions
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        try await database.withLog { ledger in
            let diagnosis = try await Diagnosis(of: ledger)
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
    private let head: LogHead
    private let checkpoints: [Checkpoint]

    var isWell: Bool { findings.allSatisfy(\.isWell) }

    init(of ledger: Ledger) async throws {
        head = try await ledger.store.head()
        checkpoints = try await Projector(ledger.store).checkpoints()
        let settings = try await ledger.settings()
        findings.append(
            Finding(
                check: "server", isWell: true, detail: "PostgreSQL \(settings.version)",
                wayOut: ""))
        let durable = settings.fsync == "on" && settings.commit != "off"
        findings.append(
            Finding(
                check: "durability", isWell: durable,
                detail: "fsync \(settings.fsync), synchronous_commit \(settings.commit)",
                wayOut: durable ? "" : "set both to on, or acknowledged events may be lost"))
        findings.append(schemaFinding(due: try await Migrator(ledger.pool).due()))
        findings.append(logFinding(settings))
        findings.append(
            Finding(
                check: "immutability", isWell: settings.triggers == 4,
                detail: "\(settings.triggers) of 4 triggers are on",
                wayOut: settings.triggers == 4
                    ? "" : "ALTER TABLE … ENABLE TRIGGER, and find out who switched them off"))
        findings += checkpoints.map(finding)
        if checkpoints.isEmpty {
            findings.append(
                Finding(
                    check: "read models", isWell: false, detail: "there are none",
                    wayOut: "annals project"))
        }
    }

    private func schemaFinding(due: [String]) -> Finding {
        Finding(
            check: "schema", isWell: due.isEmpty,
            detail: due.isEmpty ? "as this version has it" : "due: " + due.joined(separator: ", "),
            wayOut: due.isEmpty ? "" : "annals migrate")
    }

    private func logFinding(_ settings: ServerFacts) -> Finding {
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
            }, basis: ["position": .integer(head.position)])
    }

    var json: JSONValue {
        [
            "basis": ["position": .integer(head.position)], "head": .integer(head.position),
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
    let triggers: Int
    let lastPosition: Int64
}

extension Ledger {
    fileprivate func settings() async throws -> ServerFacts {
        try await pool.perform { connection throws(DatabaseError) in
            let rows = try connection.query(
                """
                SELECT current_setting('server_version'), current_setting('fsync'),
                    current_setting('synchronous_commit'),
                    (SELECT count(*) FROM pg_trigger WHERE tgenabled = 'O' AND NOT tgisinternal
                     AND tgfoid = 'annals.refuse_change'::regproc),
                    coalesce((SELECT max(position) FROM annals.events), 0)
                """)
            guard let row = rows.first else {
                throw DatabaseError(message: "The server says nothing of itself.")
            }
            return ServerFacts(
                version: try row.decode(0), fsync: try row.decode(1), commit: try row.decode(2),
                triggers: try row.decode(3), lastPosition: try row.decode(4))
        }
    }
}
