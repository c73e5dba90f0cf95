import Testing

@testable import Hosting

/// The shape that every message has: one line, one sentence, a problem and a way out.
func isOneSentenceWithAWayOut(_ text: String) -> Bool {
    let parts = text.split(separator: ": ")
    return text.hasSuffix(".") && !text.contains("\n") && !text.contains(". ")
        && parts.count >= 2 && parts.last?.first?.isLowercase == true
}

@Suite struct HostingErrorTests {
    @Test(
        arguments: [
            (.programsMissing, "apt-get install postgresql"),
            (.chosenProgramsMissing("/opt/pg"), "ANNALS_PG_BIN"),
            (.programsTooOld(newest: 13), "15 or later"),
            (.otherVersion(cluster: 16, installed: [15, 17], folder: "/d"), "postgresql-16"),
            (.otherVersion(cluster: 16, installed: [], folder: "/d"), "installed is none"),
            (.accountMissing, "another user than root"),
            (.accountSwitchMissing, "util-linux"),
            (.accountShutOut(account: "postgres", folder: "/root/d"), "ANNALS_DATA_DIR"),
            (.foreignFolder("/d"), "move those files away"),
            (.brokenCluster("/d"), "backup"),
            (.wrongOwner(folder: "/d", owner: "alice", account: "bob"), "run annals as alice"),
            (.folderUnusable(folder: "/d", reason: "Read-only file system"), "Read-only"),
            (.nameUnusable("/a\nb"), "ANNALS_DATA_DIR"),
            (.socketFolderUnsafe("/tmp/annals-0-1"), "remove it"),
            (.diskFull(folder: "/d"), "free some space"),
            (.notMade(reason: "no"), "annals server start"),
            (.notStarted(reason: "no", log: "/d/start.log"), "read /d/start.log"),
            (.stillStarting(log: "/d/log"), "/d/log"),
            (.notStopped(process: 7), "process 7"),
            (.busy("/d"), "try again"),
            (.cannotRun(program: "/bin/sh", reason: "no"), "ANNALS_DATABASE_URL"),
        ] as [(HostingError, String)])
    func `every message is one sentence with a way out`(error: HostingError, wayOut: String) {
        #expect(isOneSentenceWithAWayOut(error.description), "\(error)")
        #expect(error.description.contains(wayOut), "\(error)")
    }

    @Test(
        arguments: [
            ("", nil),
            ("\n \n", nil),
            (
                "waiting...\npg_ctl: could not start server\nExamine the log output.",
                "Examine the log output"
            ),
            (
                "initdb: error: could not create directory: No space left on device\ninitdb: removing",
                "could not create directory: No space left on device"
            ),
        ] as [(String, String?)])
    func `the reason is the first line that tells of a failure`(output: String, reason: String?) {
        #expect(ServerMessage.reason(in: output) == reason)
    }

    @Test func `a log's last failure is the one that counts`() {
        let log = """
            2026-01-01 00:00:00 UTC [1] FATAL:  an old story
            2026-11-23 00:00:00 UTC [2] FATAL:  lock file "postmaster.pid" is empty
            2026-11-23 00:00:00 UTC [2] LOG:  database system is shut down
            """
        #expect(ServerMessage.lastFailure(in: log) == "lock file \"postmaster.pid\" is empty")
    }
}
