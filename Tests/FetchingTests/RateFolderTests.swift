import Fetching
import Glibc
import TestSupport
import Testing

@Suite struct RateFolderTests {
    private func reserve(in folder: String) async throws -> Int64 {
        try await RateLimiter(folder: RateFolder(path: folder), clock: { 7 })
            .reserve("a", perSecond: 1)
    }

    @Test func `the folder is made for its user alone`() async throws {
        try await withLimitFolder { folder in
            let start = try await reserve(in: folder.path)
            #expect(start == 7)
            #expect(
                try shell("stat -c '%a' '\(folder.path)' '\(folder.path)/rate-a'") == "700\n600\n")
        }
    }

    @Test(arguments: ["chmod 750", "chmod 1777", "chmod 701"])
    func `a folder that is open to others is refused`(change: String) async throws {
        try await withLimitFolder { folder in
            _ = try shell("mkdir -m 700 '\(folder.path)' && \(change) '\(folder.path)'")
            await #expect(throws: RateLimitError.folderUnsafe(folder.path)) {
                try await reserve(in: folder.path)
            }
        }
    }

    @Test(.enabled(if: geteuid() == 0, "only root can make a folder of somebody else"))
    func `a folder of somebody else is refused`() async throws {
        try await withLimitFolder { folder in
            _ = try shell("mkdir -m 700 '\(folder.path)' && chown 65534 '\(folder.path)'")
            await #expect(throws: RateLimitError.folderUnsafe(folder.path)) {
                try await reserve(in: folder.path)
            }
        }
    }

    @Test(arguments: ["touch", "ln -s /tmp"])
    func `a file or a link is no folder`(made: String) async throws {
        try await withLimitFolder { folder in
            _ = try shell("\(made) '\(folder.path)'")
            await #expect(throws: RateLimitError.folderUnsafe(folder.path)) {
                try await reserve(in: folder.path)
            }
        }
    }

    @Test func `a link in the place of the file is not followed`() async throws {
        try await withLimitFolder { folder in
            let path = folder.path
            _ = try shell("mkdir -m 700 '\(path)' && ln -s '\(path)/other' '\(path)/rate-a'")
            let error = await #expect(throws: RateLimitError.self) {
                try await reserve(in: path)
            }
            #expect(error?.description.contains(path) == true)
            #expect(try shell("ls '\(path)'") == "rate-a\n")
        }
    }

    @Test func `where no folder can be made, the reason is told`() async throws {
        await #expect(
            throws: RateLimitError.unusable(
                path: "/nowhere/limits", reason: "No such file or directory")
        ) {
            try await reserve(in: "/nowhere/limits")
        }
    }

    @Test func `all of a user's processes have the same folder`() {
        #expect(RateFolder().path == "/tmp/annals-limits-\(getuid())")
    }
}
