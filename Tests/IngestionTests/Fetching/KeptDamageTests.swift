import Filings
import TestSupport
import Testing

@testable import Ingestion

@Suite struct KeptDamageTests {
    let source = SampleRegister()
    /// Of `a`.
    static let digest = "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"

    /// Keeps one answer, spoils what was kept, and reads it again.
    private func replay(
        after damage: String,
        _ check: (FetcherScene, SourceFetcher, SourceRequest) async throws -> Void
    ) async throws {
        try await withFetcherScene({ _ in .text("a") }) { scene, server in
            let request = SourceRequest(part: "a", url: server.url + "/a.txt")
            _ = try await scene.fetcher(keeping: true).get(request, of: source)
            _ = try shell("cd '\(scene.folder)/kept' && \(damage)")
            try await check(scene, try scene.replay(), request)
        }
    }

    @Test(arguments: ["printf b", "printf aa", "printf ''"])
    func `a body that was changed is not read`(change: String) async throws {
        try await replay(after: "\(change) > ca/\(Self.digest)") { scene, fetcher, request in
            let path = "\(scene.folder)/kept/ca/\(Self.digest)"
            await #expect(throws: FetcherError.store(.damaged(path: path))) {
                try await fetcher.get(request, of: source)
            }
        }
    }

    @Test func `a body that is gone is told of`() async throws {
        try await replay(after: "rm ca/\(Self.digest)") { scene, fetcher, request in
            let path = "\(scene.folder)/kept/ca/\(Self.digest)"
            let error = FetcherError.store(
                .unusable(path: path, reason: "No such file or directory"))
            await #expect(throws: error) { try await fetcher.get(request, of: source) }
        }
    }

    @Test func `a line that was being written when the run died does not count`() async throws {
        try await replay(after: "for f in *.jsonl; do printf '{\"part\"' >> $f; done") {
            _, fetcher, request in
            let fetched = try await fetcher.get(request, of: source)
            #expect(fetched.answer == .content)
        }
    }

    @Test(
        arguments: [
            "{", "[]", "{}", "", "{\"part\":\"a\"}",
            "{\"fetchedAt\":\"2026-11-23T12:00:00Z\",\"headers\":{},\"part\":\"a\","
                + "\"sha256\":\"../../x\",\"sizeBytes\":1,\"status\":200,\"url\":\"u\"}",
        ])
    func `a line that is no kept answer is told of by its place`(line: String) async throws {
        try await withFetcherScene { scene, server in
            let index = "\(scene.folder)/kept/answers-1.jsonl"
            _ = try shell("mkdir '\(scene.folder)/kept' && printf '%s\\n' '\(line)' > '\(index)'")
            let error = #expect(throws: BodyStoreError.self) { try scene.replay() }
            guard case .badIndex(index, line: 1, _) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
    }

    @Test func `a folder without an index is told of, and one that is not there`() async throws {
        try await withFetcherScene { scene, _ in
            let path = scene.folder + "/kept"
            #expect(
                throws: BodyStoreError.unusable(path: path, reason: "No such file or directory")
            ) { try scene.replay() }
            _ = try shell("mkdir '\(path)' && touch '\(path)/other.jsonl'")
            #expect(throws: BodyStoreError.nothingKept(path: path)) { try scene.replay() }
        }
    }

    @Test func `where nothing can be kept the run ends`() async throws {
        try await withFetcherScene { scene, server in
            _ = try shell("touch '\(scene.folder)/kept'")
            let request = SourceRequest(part: "a", url: server.url + "/a.txt")
            let error = await #expect(throws: FetcherError.self) {
                try await scene.fetcher(keeping: true).get(request, of: source)
            }
            guard case .store(.unusable) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
    }

    @Test func `a body is written once, and mended when it was cut`() async throws {
        try await withFetcherScene { scene, _ in
            let store = BodyStore(folder: scene.folder + "/a/b")
            try store.keep([97], sha256: Self.digest)
            let path = store.path(of: Self.digest)
            let first = try shell("stat -c %i '\(path)'")
            try store.keep([97], sha256: Self.digest)
            #expect(try shell("stat -c %i '\(path)'") == first)
            _ = try shell("printf '' > '\(path)'")
            try store.keep([97], sha256: Self.digest)
            #expect(try store.body(Self.digest) == [97])
        }
    }
}
