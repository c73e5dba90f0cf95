import Filings
import Ingestion
import TestSupport
import Testing

/// What goes wrong is an answer: a run's history has a line for every document that was wanted.
@Suite struct DocumentFetchingTests {
    let source = SampleRegister()

    @Test func `a document comes as it does from a file`() async throws {
        try await withFetcherScene({ _ in .text("a\nb\n") }) { scene, server in
            let request = SourceRequest(part: "a", url: server.url + "/a.txt")
            let fetcher: any DocumentFetching = scene.fetcher()
            let fetched = await fetcher.fetch(request, of: source, after: nil)
            let document = try #require(fetched.document)
            #expect(try source.read(document).notes["lines"] == "2")
        }
    }

    @Test func `a missing key and a full disk are answers too`() async throws {
        try await withFetcherScene { scene, server in
            var request = SourceRequest(part: "a", url: server.url + "/a.txt")
            _ = try shell("touch '\(scene.folder)/kept'")
            let unkept = await scene.fetcher(keeping: true)
                .fetch(request, of: source, after: nil)
            guard case .refused(let reason) = unkept.answer else {
                Issue.record("\(unkept.answer)")
                return
            }
            #expect(reason.contains("\(scene.folder)/kept"))
            #expect(unkept.document == nil)
            request.secret = .companiesHouse
            let keyless = await scene.fetcher().fetch(request, of: source, after: nil)
            let missing = FetcherError.secretMissing(.companiesHouse)
            #expect(keyless.answer == .refused(reason: missing.description))
            #expect(keyless.fetchedAt == unkept.fetchedAt)
        }
    }

    @Test func `who interrupts a run may ask again`() async throws {
        try await withFetcherScene { scene, server in
            let request = SourceRequest(part: "a", url: server.url + "/a.txt")
            let task = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                return await scene.fetcher().fetch(request, of: SampleRegister(), after: nil)
            }
            let fetched = await task.value
            #expect(fetched.answer == .broken(reason: "cancelled"))
        }
    }
}
