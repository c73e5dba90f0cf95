import Glibc
import Postgres
import TestSupport
import Testing

@testable import Hosting

@Suite struct ServerFolderTests {
    @Test(
        arguments: [
            (1000, ["ANNALS_DATA_DIR": "/srv/a/"], "/srv/a"),
            (0, ["ANNALS_DATA_DIR": "/srv/a", "HOME": "/root"], "/srv/a"),
            (0, ["HOME": "/root", "XDG_DATA_HOME": "/root/data"], "/var/lib/annals"),
            (1000, ["HOME": "/home/a", "XDG_DATA_HOME": "/data"], "/data/annals"),
            (
                1000, ["HOME": "/home/a", "XDG_DATA_HOME": "relative"],
                "/home/a/.local/share/annals"
            ),
            (1000, ["HOME": "/home/a", "ANNALS_DATA_DIR": ""], "/home/a/.local/share/annals"),
            (1000, ["HOME": "/"], "/.local/share/annals"),
        ] as [(uid_t, [String: String], String)])
    func `the data folder follows the environment`(
        user: uid_t, environment: [String: String], folder: String
    ) {
        #expect(DataFolder.path(for: user) { environment[$0] } == folder)
    }

    @Test func `the URL escapes what a URL cannot carry`() {
        let url = ServerFolder.url(socketFolder: "/a b/ü?")
        #expect(url == "postgresql://postgres@/annals?host=%2Fa%20b%2F%C3%BC%3F")
    }

    @Test(arguments: [(20, true), (75, true), (76, false), (200, false)])
    func `the socket stays in the folder while its path has 107 bytes`(length: Int, stays: Bool) {
        let dataFolder = "/" + String(repeating: "d", count: length - 1)
        let folder = ServerFolder(dataFolder: dataFolder)
        let socketFolder = folder.socketFolder(for: 1000)
        #expect((socketFolder == folder.home + "/socket") == stays)
        #expect((socketFolder + "/.s.PGSQL.5432").utf8.count <= 107)
        #expect(stays || socketFolder.hasPrefix("/tmp/annals-1000-"))
    }

    @Test(arguments: ["with space, comma and 'quote'", "内存", String(repeating: "long", count: 40)])
    func `a server works in a folder of any usable name`(name: String) async throws {
        try await withTemporaryFolder { folder in
            _ = try shell("mkdir \"\(folder)/\(name)\" && ln -s \"\(name)\" '\(folder)/link'")
            let server = PrivateServer(folder: "\(folder)/\(name)/data")
            let url = try await server.start()
            let seenThroughLink = PrivateServer(folder: "\(folder)/link/data")
            #expect(try await seenThroughLink.ensureRunning() == url)
            #expect(try await Connection(url).query("SELECT 1").count == 1)
            try await server.stop()
            try removeSocketFolder(of: server)
        }
    }

    @Test func `a socket folder in the way of ours is refused`() async throws {
        try await withTemporaryFolder { folder in
            let name = String(repeating: "long", count: 40)
            let server = PrivateServer(folder: "\(folder)/\(name)")
            let socketFolder = server.folder.socketFolder(for: ServerAccount.expectedUser)
            mkdir(socketFolder, 0o755)
            defer { rmdir(socketFolder) }
            await #expect(throws: HostingError.socketFolderUnsafe(socketFolder)) {
                try await server.start()
            }
        }
    }

    private func removeSocketFolder(of server: PrivateServer) throws {
        rmdir(server.folder.socketFolder(for: ServerAccount.expectedUser))
    }
}
