import Glibc
import TestSupport
import Testing

@testable import Hosting

/// Folders and machines on which there can be no server: one clear sentence, and nothing is touched.
@Suite struct RefusalTests {
    @Test func `a folder with files of others is left alone`() async throws {
        try await withTemporaryFolder { folder in
            let server = PrivateServer(folder: folder + "/data")
            _ = try shell(
                "mkdir -p '\(server.folder.home)' && touch '\(server.folder.home)/thesis'")
            let error = HostingError.foreignFolder(server.folder.home)
            await #expect(throws: error) { try await server.start() }
            #expect(FileSystem.names(in: server.folder.home) == ["thesis"])
            #expect(server.status().state == .unusable(error))
        }
    }

    @Test(arguments: ["PG_VERSION", "global/pg_control"])
    func `a cluster without its vital files is refused and kept`(file: String) async throws {
        try await withTemporaryFolder { folder in
            let server = try await stoppedServer(in: folder)
            _ = try shell("rm '\(server.folder.cluster)/\(file)'")
            await #expect(throws: HostingError.brokenCluster(server.folder.cluster)) {
                try await server.start()
            }
            #expect(FileSystem.names(in: server.folder.cluster).contains("base"))
        }
    }

    @Test func `a cluster of another version names the version it needs`() async throws {
        try await withTemporaryFolder { folder in
            let server = try await stoppedServer(in: folder)
            let installed = try #require(server.status().majorVersion)
            _ = try shell("echo 9 > '\(server.folder.cluster)/PG_VERSION'")
            let error = HostingError.otherVersion(
                cluster: 9, installed: [installed], folder: server.folder.cluster)
            await #expect(throws: error) { try await server.start() }
        }
    }

    @Test func `a server that will not start says why, in its own words`() async throws {
        try await withTemporaryFolder { folder in
            let server = try await stoppedServer(in: folder)
            _ = try shell(
                "echo 'no_such_setting = 1' >> '\(server.folder.cluster)/postgresql.conf'")
            let error = await #expect(throws: HostingError.self) { try await server.start() }
            let text = try #require(error).description
            #expect(text.contains("configuration file"))
            #expect(text.contains(server.folder.startLog))
            #expect(isOneSentenceWithAWayOut(text))
        }
    }

    @Test func `a folder whose cluster belongs to another account is refused`() async throws {
        guard geteuid() == 0 else { return }
        try await withTemporaryFolder { folder in
            let server = try await stoppedServer(in: folder)
            _ = try shell("chown nobody '\(server.folder.cluster)'")
            let error = HostingError.wrongOwner(
                folder: server.folder.cluster, owner: "nobody", account: "postgres")
            await #expect(throws: error) { try await server.start() }
        }
    }

    @Test func `root is told when the account postgres cannot enter the folder`() async throws {
        guard geteuid() == 0 else { return }
        try await withTemporaryFolder { folder in
            _ = try shell("mkdir -m 0700 '\(folder)/closed'")
            let server = PrivateServer(folder: folder + "/closed/data")
            let error = HostingError.accountShutOut(
                account: "postgres", folder: server.folder.home)
            await #expect(throws: error) { try await server.start() }
        }
    }

    @Test func `a data folder that is a file is refused`() async throws {
        try await withTemporaryFolder { folder in
            _ = try shell("touch '\(folder)/data'")
            let error = await #expect(throws: HostingError.self) {
                try await PrivateServer(folder: folder + "/data").start()
            }
            #expect(try #require(error).description.contains("\(folder)/data"))
        }
    }

    @Test(arguments: ["a\"b", "a$b", "a`b", "a\\b", "a\nb"])
    func `a name that PostgreSQL's scripts cannot carry is refused`(name: String) async throws {
        try await withTemporaryFolder { folder in
            let error = HostingError.nameUnusable("\(folder)/\(name)")
            await #expect(throws: error) {
                try await PrivateServer(folder: "\(folder)/\(name)").start()
            }
            #expect(FileSystem.names(in: folder) == [])
        }
    }

    @Test func `a machine without PostgreSQL is told what to install`() async throws {
        try await withTemporaryFolder { folder in
            let nowhere = ProgramSearch(
                chosenFolder: nil, folders: [folder], versionedFolders: [(folder, "")])
            let server = PrivateServer(folder: folder + "/data", searching: nowhere)
            await #expect(throws: HostingError.programsMissing) { try await server.start() }
            let chosen = ProgramSearch(
                chosenFolder: folder, folders: ["/usr/bin"], versionedFolders: [])
            let other = PrivateServer(folder: folder + "/data", searching: chosen)
            await #expect(throws: HostingError.chosenProgramsMissing(folder)) {
                try await other.start()
            }
        }
    }

    @Test func `programs that are too old are named with the version that is needed`() async throws
    {
        try await withTemporaryFolder { folder in
            _ = try shell(
                """
                for name in initdb pg_ctl postgres; do
                    printf '#!/bin/sh\\necho "pg_ctl (PostgreSQL) 13.4"\\n' > '\(folder)'/$name
                    chmod +x '\(folder)'/$name
                done
                """)
            let old = ProgramSearch(chosenFolder: folder, folders: [], versionedFolders: [])
            let server = PrivateServer(folder: folder + "/data", searching: old)
            await #expect(throws: HostingError.programsTooOld(newest: 13)) {
                try await server.start()
            }
        }
    }

    private func stoppedServer(in folder: String) async throws -> PrivateServer {
        let server = PrivateServer(folder: folder + "/data")
        try await server.start()
        try await server.stop()
        return server
    }
}
