import Testing

@testable import Projections

/// What is done to the tables of a log of six events that all is projected of.
struct StateRow: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let changes: [String]
    let state: ProjectionStatus.State
    let isWell: Bool

    static func lease(_ projector: String, version: String = "v") -> String {
        """
        INSERT INTO annals_read.leases SELECT 'companies', version\(version == "v" ? "" : version),
            '\(projector)', 9, now() FROM annals_read.checkpoints WHERE projection = 'companies'
        ON CONFLICT (projection, version) DO UPDATE SET projector = excluded.projector
        """
    }

    static func projector(_ name: String, expires: String) -> String {
        """
        INSERT INTO annals_read.projectors VALUES ('\(name)', 'db1', 4711,
            now() - interval '1 hour', now() + interval '\(expires)' - interval '10 s',
            now() + interval '\(expires)', true)
        """
    }

    static let behind =
        "UPDATE annals_read.checkpoints SET position = 2 WHERE projection = 'companies'"
    static let rested =
        "UPDATE annals_read.checkpoints SET updated_at = now() - interval '1 hour'"
    /// The log's times are the server's: an event that waits for long cannot be made by hand.
    static let oldLog =
        "ALTER TABLE annals.events DISABLE TRIGGER USER; "
        + "UPDATE annals.events SET recorded_at = recorded_at - interval '1 hour'; "
        + "ALTER TABLE annals.events ENABLE TRIGGER USER"
    /// However slow the machine is, this was less than half a minute ago.
    static let newLog = oldLog.replacing("- interval", with: "+ interval")
    static let moving = rested.replacing("- interval", with: "+ interval")
    static let living = projector("a", expires: "1 day")
    static let dead = projector("a", expires: "-60 s")
    static let paused =
        "INSERT INTO annals_read.stops VALUES ('companies', 'paused', now(), 'ann', 'audit')"
    static let failed = """
        INSERT INTO annals_read.stops VALUES ('companies', 'failed', now(), NULL, 'no such day', 3,
            'filing.listed', 'refused')
        """
    static let gone =
        "DELETE FROM annals_read.checkpoints WHERE projection = 'companies'"
    static let older =
        "UPDATE annals_read.checkpoints SET version = version - 1 WHERE projection = 'companies'"
    static let newer =
        "UPDATE annals_read.checkpoints SET version = version + 1 WHERE projection = 'companies'"
    static let build = """
        INSERT INTO annals_read.builds SELECT 'b1', 'next', ARRAY['companies'],
            ARRAY[VERSION], 6, 'loading', now();
        INSERT INTO annals_read.build_ranges VALUES ('b1', 1, 1, 4, now()), ('b1', 2, 2, 2, NULL)
        """
    static let builder =
        "INSERT INTO annals_read.leases VALUES ('next tables', 0, 'a', 1, now())"

    static let all: [StateRow] = [
        StateRow(
            testDescription: "nobody runs it, and there is nothing to do", changes: [],
            state: .idle, isWell: true),
        StateRow(
            testDescription: "nobody runs it, and events wait", changes: [behind], state: .idle,
            isWell: false),
        StateRow(
            testDescription: "a projector that lives", changes: [living, lease("a")],
            state: .live, isWell: true),
        StateRow(
            testDescription: "one that lives and catches up",
            changes: [living, lease("a"), moving, behind, oldLog], state: .live, isWell: true),
        StateRow(
            testDescription: "one that lives and rests with nothing to do",
            changes: [living, lease("a"), rested, oldLog], state: .live, isWell: true),
        StateRow(
            testDescription: "one that has rested, and something has just come",
            changes: [living, lease("a"), rested, behind, newLog], state: .live, isWell: true),
        StateRow(
            testDescription: "one that lives and moves nothing",
            changes: [living, lease("a"), rested, behind, oldLog], state: .stuck, isWell: false),
        StateRow(
            testDescription: "one that died, at lag 0", changes: [dead, lease("a")], state: .dead,
            isWell: false),
        StateRow(
            testDescription: "one that the database forgot, at lag 0", changes: [lease("b")],
            state: .dead, isWell: false),
        StateRow(
            testDescription: "a lease of another version does not count",
            changes: [living, lease("a", version: " + 1")], state: .idle, isWell: true),
        StateRow(
            testDescription: "paused, under a living projector",
            changes: [paused, living, lease("a")], state: .paused, isWell: false),
        StateRow(
            testDescription: "failed", changes: [failed, behind], state: .failed, isWell: false),
        StateRow(
            testDescription: "failed and paused", changes: [failed, paused], state: .failed,
            isWell: false),
        StateRow(testDescription: "no table", changes: [gone], state: .missing, isWell: false),
        StateRow(
            testDescription: "no table, and a build that nobody is at", changes: [gone, build],
            state: .missing, isWell: false),
        StateRow(
            testDescription: "no table, and a build whose builder died",
            changes: [gone, build, builder, dead], state: .missing, isWell: false),
        StateRow(
            testDescription: "no table, and a build under way",
            changes: [gone, build, builder, living], state: .building, isWell: false),
        StateRow(testDescription: "an older table", changes: [older], state: .old, isWell: false),
        StateRow(
            testDescription: "an older table, and a build under way",
            changes: [older, build, builder, living], state: .building, isWell: true),
        StateRow(
            testDescription: "an older table, and a build of that version",
            changes: [
                older, build.replacing("VERSION", with: "VERSION - 1"), builder, living,
            ], state: .old, isWell: false),
        StateRow(
            testDescription: "a build beside a table of this version whose reader died",
            changes: [build, builder, living, projector("b", expires: "-60 s"), lease("b")],
            state: .dead, isWell: false),
        StateRow(testDescription: "a newer table", changes: [newer], state: .newer, isWell: false),
        StateRow(
            testDescription: "a newer table under a projector that lives",
            changes: [newer, living, lease("a")], state: .newer, isWell: false),
    ]
}
