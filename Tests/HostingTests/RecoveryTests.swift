import Glibc
import Postgres
import TestSupport
import Testing

@testable import Hosting

/// What a crash, a power cut or a reboot leaves behind.
@Suite struct RecoveryTests {
    @Test func `a killed server is started again, with everything that was committed`() async throws
    {
        try await withTemporaryFolder { folder in
            let server = PrivateServer(folder: folder + "/data")
            let connection = try await Connection(server.start())
            try await connection.script("CREATE TABLE kept AS SELECT 42 AS answer")
            let process = try #require(server.process)
            kill(process.id, SIGKILL)
            while process.isAlive { usleep(1000) }
            #expect(server.status().state == .stopped)
            let url = try await server.ensureRunning()
            #expect(server.process?.id != process.id)
            let rows = try await Connection(url).query("SELECT answer FROM kept")
            #expect(try rows.map { row in try row.decode(0, as: Int32.self) } == [42])
            await connection.close()
        }
    }

    /// As after a reboot, when numbers are given out anew. PostgreSQL alone would refuse to start.
    @Test func `a process id that is another program's by now does not keep the server down`()
        async throws
    {
        try await withTemporaryFolder { folder in
            let server = PrivateServer(folder: folder + "/data")
            try await server.start()
            let pidFile = server.folder.cluster + "/postmaster.pid"
            let old = try #require(FileSystem.text(of: pidFile))
            try await server.stop()
            let other = try OtherProgram()
            defer { other.end() }
            let lines = old.split(separator: "\n", omittingEmptySubsequences: false).dropFirst()
            let stale = (["\(other.process.id)"] + lines).joined(separator: "\n")
            try write(stale, to: pidFile)
            try write(stale, to: server.folder.home + "/socket/.s.PGSQL.5432.lock")
            #expect(server.status().state == .stopped)
            try await server.start()
            #expect(other.process.isAlive)
        }
    }

    @Test func `what an interrupted first start left is cleared away`() async throws {
        try await withTemporaryFolder { folder in
            let server = PrivateServer(folder: folder + "/data")
            try await server.start()
            try await server.stop()
            let (cluster, making) = (server.folder.cluster, server.folder.making)
            _ = try shell("mv '\(cluster)' '\(making)' && rm '\(making)/global/pg_control'")
            #expect(server.status().state == .notMade)
            let url = try await server.start()
            #expect(FileSystem.entry(at: making) == nil)
            #expect(try await Connection(url).query("SELECT 1").count == 1)
        }
    }

    @Test func `the database folder may be moved while the server is stopped`() async throws {
        try await withTemporaryFolder { folder in
            let old = PrivateServer(folder: folder + "/old")
            try await old.start()
            try await old.stop()
            _ = try shell("mv '\(folder)/old' '\(folder)/data'")
            let moved = PrivateServer(folder: folder + "/data")
            #expect(try await moved.start() != old.url)
        }
    }

    private func write(_ text: String, to path: String) throws {
        let account = try ServerAccount.current()
        let outcome = try ChildProcess.run(
            account.prefix + ["/bin/sh", "-c", "cat >\"$1\"", "sh", path], input: text,
            timeout: .seconds(10))
        #expect(outcome.exitCode == 0)
    }
}

/// A program of the server's account that is no server.
private struct OtherProgram {
    let process: ServerProcess

    init() throws {
        let prefix = try ServerAccount.current().prefix.joined(separator: " ")
        let output = try shell("\(prefix) sleep 600 >/dev/null 2>&1 & echo $!")
        guard let id = pid_t(output.filter(\.isNumber)) else { throw ShellFailure(text: output) }
        process = ServerProcess(id)
        // The shell becomes setpriv, which becomes sleep.
        usleep(100_000)
    }

    func end() { kill(process.id, SIGKILL) }
}

extension PrivateServer {
    /// The server's main process, while it runs.
    var process: ServerProcess? {
        PostmasterFile(of: folder).map { ServerProcess($0.process) }
    }
}
