import EventStorage
import Filings
import TestSupport
import Testing

@testable import Ingestion

@Suite struct KeepingTests {
    let source = SampleRegister()

    @Test func `a run is repeated from what was kept, without the network`() async throws {
        try await withFetcherScene { request in
            switch request.target {
            case "/a.txt": .text("version \(request.number)\n")
            case "/b.txt": .edgarMissing
            case "/c.txt": HTTPServerResponse(body: [0, 255, 10])
            default: .text("\(request.form.sorted { $0.key < $1.key })")
            }
        } body: { scene, server in
            var form = SourceRequest(part: "form", url: server.url + "/form")
            form.form = [.init("page", "1")]
            var other = form
            other.form = [.init("page", "2")]
            let requests =
                [
                    ("a", "/a.txt"), ("b", "/b.txt"), ("a", "/a.txt"), ("c", "/c.txt"),
                ].map { SourceRequest(part: $0.0, url: server.url + $0.1) } + [form, other]
            let fetcher = scene.fetcher(keeping: true)
            var first: [FetchedAnswer] = []
            for request in requests {
                first.append(try await fetcher.get(request, of: source))
                scene.pass(.seconds(1))
            }
            server.stop()
            let replay = try scene.replay()
            var second: [FetchedAnswer] = []
            for request in requests { second.append(try await replay.get(request, of: source)) }
            #expect(server.requests.count == 6)
            #expect(second.map(\.answer) == first.map(\.answer))
            #expect(second.map(\.raw?.body) == first.map(\.raw?.body))
            #expect(second.map(\.raw?.status) == first.map(\.raw?.status))
            #expect(second.map(\.sha256) == first.map(\.sha256))
            #expect(second.map(\.fetchedAt) == first.map(\.fetchedAt))
            #expect(second.map(\.document?.observedOn) == first.map(\.document?.observedOn))
            #expect(second.allSatisfy { $0.tries == 0 })
            #expect(Set(first.map(\.fetchedAt)).count == 6)
            // Several answers come in turn, and the last one stays.
            for body in ["version 2\n", "version 2\n"] {
                let again = try await replay.get(requests[0], of: source)
                #expect(again.raw?.body == Array(body.utf8))
            }
        }
    }

    @Test func `several runs follow each other, and one alone can be named`() async throws {
        try await withFetcherScene({ .text("\($0.number)") }) { scene, server in
            let request = SourceRequest(part: "a", url: server.url + "/a.txt")
            for _ in 0..<3 {
                _ = try await scene.fetcher(keeping: true).get(request, of: source)
                scene.pass(.seconds(86_400))
            }
            let indexes = try shell("ls '\(scene.folder)'/kept/*.jsonl").split(separator: "\n")
            #expect(indexes.count == 3)
            let all = try scene.replay()
            var bodies: [[UInt8]?] = []
            for _ in 0..<3 { bodies.append(try await all.get(request, of: source).raw?.body) }
            #expect(bodies == [[48], [49], [50]])
            let one = SourceFetcher(from: try KeptAnswers(at: String(indexes[1])))
            let answer = try await one.get(request, of: source)
            #expect(answer.raw?.body == [49])
            #expect(answer.document?.observedOn?.text == "2026-11-24")
        }
    }

    @Test func `a line of the index has what a run needs, in canonical form`() async throws {
        try await withFetcherScene { request in
            .document(
                "a", entityTag: "\"1\"", lastModified: "Sat, 27 Jun 2026 07:11:00 GMT",
                to: request)
        } body: { scene, server in
            var request = SourceRequest(part: "2020-Q1/master", url: server.url + "/a.txt")
            request.form = [.init("b", "更正")]
            _ = try await scene.fetcher(keeping: true).get(request, of: source)
            let sha = "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"
            let line = try shell("cat '\(scene.folder)'/kept/answers-20261123T120000*.jsonl")
            #expect(
                line == """
                    {"fetchedAt":"2026-11-23T12:00:00.000000Z","form":[{"name":"b","value":"更正"}],\
                    "headers":{"content-type":"text/plain","etag":"\\"1\\"",\
                    "last-modified":"Sat, 27 Jun 2026 07:11:00 GMT"},"part":"2020-Q1/master",\
                    "sha256":"\(sha)","sizeBytes":1,"status":200,"url":"\(server.url)/a.txt"}

                    """)
            #expect(try shell("cat '\(scene.folder)/kept/ca/\(sha)'") == "a")
            #expect(try shell("ls -A '\(scene.folder)/kept/ca'") == "\(sha)\n")
        }
    }

    @Test func `what was not kept is refused with the reason`() async throws {
        try await withFetcherScene { scene, server in
            let request = SourceRequest(part: "a", url: server.url + "/a.txt")
            _ = try await scene.fetcher(keeping: true).get(request, of: source)
            let replay = try scene.replay()
            var posted = request
            posted.form = []
            for other in [posted, SourceRequest(part: "a", url: server.url + "/b.txt")] {
                let fetched = try await replay.get(other, of: source)
                let reason = "no answer to this request was kept in \(scene.folder)/kept"
                #expect(fetched.answer == .refused(reason: reason))
                #expect(fetched.raw == nil)
            }
            #expect(server.requests.count == 1)
        }
    }

    @Test func `an unchanged document is only an answer to who has it`() async throws {
        try await withFetcherScene { request in
            .document("a", entityTag: "\"1\"", to: request)
        } body: { scene, server in
            var request = SourceRequest(part: "a", url: server.url + "/a.txt")
            request.isConditional = true
            var checkpoint = SourceCheckpoint(
                source: source.name, part: "a", readAt: Instant(microsecondsSinceEpoch: 0))
            checkpoint.entityTag = "\"1\""
            let fetcher = scene.fetcher(keeping: true)
            let unchanged = try await fetcher.get(request, of: source, after: checkpoint)
            #expect(unchanged.answer == .unchanged)
            let early = try await scene.replay().get(request, of: source)
            #expect(early.raw == nil)
            _ = try await fetcher.get(request, of: source)
            let replay = try scene.replay()
            let known = try await replay.get(request, of: source, after: checkpoint)
            #expect(known.answer == .unchanged)
            let whole = try await scene.replay().get(request, of: source)
            #expect(whole.answer == .content)
        }
    }

    @Test func `tries that failed are not kept, the last answer is`() async throws {
        try await withFetcherScene({ $0.number < 2 ? .edgarThrottled : .text("x") }) {
            scene, server in
            let request = SourceRequest(part: "a", url: server.url + "/a.txt")
            _ = try await scene.fetcher(keeping: true).get(request, of: source)
            let fetched = try await scene.replay().get(request, of: source)
            #expect(fetched.answer == .content)
            #expect(scene.pauses.count == 2)
        }
    }
}
