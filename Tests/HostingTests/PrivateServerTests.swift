import Glibc
import Postgres
import Testing

@testable import Hosting

@Suite struct PrivateServerTests {
    @Test func `the first start makes a durable server without TCP`() async throws {
        try await withTemporaryFolder { folder in
            let server = PrivateServer(folder: folder + "/data")
            #expect(server.status().state == .notMade)
            let url = try await server.start()
            #expect(url == server.url)
            #expect(server.status().majorVersion ?? 0 >= 15)
            let settings = try await settings(of: url)
            #expect(settings["fsync"] == "on")
            #expect(settings["synchronous_commit"] == "on")
            #expect(settings["full_page_writes"] == "on")
            #expect(settings["data_checksums"] == "on")
            #expect(settings["listen_addresses"] == "")
            #expect(settings["unix_socket_permissions"] == "0700")
            #expect(settings["server_encoding"] == "UTF8")
            #expect(settings["TimeZone"] == "UTC")
        }
    }

    @Test func `only the owner may enter the folders of the cluster and the socket`() async throws {
        try await withTemporaryFolder { folder in
            let server = PrivateServer(folder: folder + "/data")
            try await server.start()
            let account = try ServerAccount.current()
            for path in [server.folder.cluster, server.folder.home + "/socket"] {
                let entry = try #require(FileSystem.entry(at: path))
                #expect(entry.permissions == 0o700)
                #expect(entry.owner == account.user)
            }
        }
    }

    @Test func `a running server is found again and again, and stays the same`() async throws {
        try await withTemporaryFolder { folder in
            let server = PrivateServer(folder: folder + "/data")
            let url = try await server.ensureRunning()
            let before = server.status().state
            for _ in 0..<100 { #expect(try await server.ensureRunning() == url) }
            #expect(server.status().state == before)
        }
    }

    @Test func `of two starts at once one works and one waits`() async throws {
        try await withTemporaryFolder { folder in
            let server = PrivateServer(folder: folder + "/data")
            let urls = try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<4 { group.addTask { try await server.start() } }
                return try await group.reduce(into: Set<String>()) { $0.insert($1) }
            }
            #expect(urls == [server.url])
            #expect(try await settings(of: server.url)["fsync"] == "on")
        }
    }

    @Test func `stop leaves no process, and what was committed is there after the next start`()
        async throws
    {
        try await withTemporaryFolder { folder in
            let server = PrivateServer(folder: folder + "/data")
            let connection = try await Connection(server.start())
            try await connection.script("CREATE TABLE kept AS SELECT 42 AS answer")
            let main = try #require(server.process)
            let processes = main.children + [main]
            #expect(processes.count > 5)
            #expect(try await server.stop())
            #expect(processes.filter(\.isAlive).map(\.id) == [])
            #expect(server.status().state == .stopped)
            #expect(try await server.stop() == false)
            await connection.close()
            let rows = try await Connection(server.start()).query("SELECT answer FROM kept")
            #expect(try rows.map { row in try row.decode(0, as: Int32.self) } == [42])
        }
    }

    @Test func `stopping where nothing was ever made does and makes nothing`() async throws {
        try await withTemporaryFolder { folder in
            let stopped = try await PrivateServer(folder: folder + "/data").stop()
            #expect(!stopped)
            #expect(FileSystem.names(in: folder) == [])
        }
    }

    private func settings(of url: String) async throws -> [String: String] {
        let rows = try await Connection(url).query("SELECT name, setting FROM pg_settings")
        return try rows.reduce(into: [:]) { settings, row in
            settings[try row.decode(0, as: String.self)] = try row.decode(1, as: String.self)
        }
    }
}
