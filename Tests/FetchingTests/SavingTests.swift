import Fetching
import Foundation
import TestSupport
import Testing

/// A body that goes to a file is there whole, or there is no file.
@Suite struct SavingTests {
    let client = HTTPClient(userAgent: "annals-test (test@example.org)", timeouts: .short)
    static let large = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }

    private struct Saved {
        let answer: Result<HTTPResponse, FetchError>
        /// The file's afterwards.
        let body: [UInt8]?
        /// In the folder afterwards.
        let names: String
    }

    private func save(
        _ response: HTTPServerResponse, mostBytes: Int = 1 << 20, before: String = "true"
    ) async throws -> Saved {
        let folder = "\(P_tmpdir)/annals-saving-\(UInt64.random(in: 0...UInt64.max))"
        _ = try shell("mkdir '\(folder)' && cd '\(folder)' && \(before)")
        defer { _ = try? shell("rm -rf '\(folder)'") }
        return try await withHTTPServer { _ in
            response
        } body: { server in
            var request = HTTPRequest(server.url)
            request.savesBodyTo = folder + "/body"
            request.mostBytes = mostBytes
            let answer: Result<HTTPResponse, FetchError>
            do throws(FetchError) {
                answer = .success(try await client.answer(to: request))
            } catch {
                answer = .failure(error)
            }
            let body = FileManager.default.contents(atPath: folder + "/body").map { Array($0) }
            return Saved(
                answer: answer, body: body, names: try shell("ls -A '\(folder)'"))
        }
    }

    @Test(
        arguments: [.length, .chunked(7000), .untilClose] as [HTTPServerResponse.Framing])
    func `a body goes to the file, its beginning into the answer`(
        framing: HTTPServerResponse.Framing
    ) async throws {
        let saved = try await save(
            HTTPServerResponse(body: Self.large).framed(framing))
        let answer = try saved.answer.get()
        #expect(answer.body == Array(Self.large.prefix(4096)))
        #expect(answer.file?.sizeBytes == Self.large.count)
        #expect(answer.file?.path.hasSuffix("/body") == true)
        #expect(saved.names == "body\n")
        #expect(saved.body == Self.large)
    }

    @Test func `an encoding is unpacked into the file`() async throws {
        let text = Array("one\ntwo\n".utf8)
        let saved = try await save(.gzip(GzipSamples.lines))
        #expect(try saved.answer.get().body == text)
        #expect(saved.body == text)
    }

    @Test(arguments: [304, 403, 404, 500])
    func `other answers are held and leave no file`(status: Int) async throws {
        let body = status == 304 ? [] : Array("words".utf8)
        let saved = try await save(HTTPServerResponse(status: status, body: body))
        let answer = try saved.answer.get()
        #expect(answer.status == status)
        #expect(answer.body == body)
        #expect(answer.file == nil)
        #expect(saved.names == "")
    }

    @Test func `an answer without a body leaves no file`() async throws {
        let saved = try await save(HTTPServerResponse())
        #expect(try saved.answer.get().file == nil)
        #expect(saved.names == "")
    }

    @Test(
        arguments: [
            HTTPServerResponse(body: large).failing(.breakOff(after: 150_000)),
            HTTPServerResponse(body: large).framed(.chunked(5000))
                .failing(.breakOff(after: 150_000)),
            .gzip(GzipSamples.zeros.dropLast(9)),
            HTTPServerResponse(headers: [("Content-Encoding", "br")], body: large),
        ])
    func `what breaks off leaves no file`(response: HTTPServerResponse) async throws {
        let saved = try await save(response)
        guard case .failure(.brokenOff) = saved.answer else {
            Issue.record("\(saved.answer)")
            return
        }
        #expect(saved.names == "")
    }

    @Test func `what is too large leaves no file`() async throws {
        let saved = try await save(
            HTTPServerResponse(body: Self.large), mostBytes: Self.large.count - 1)
        guard case .failure(.tooLarge) = saved.answer else {
            Issue.record("\(saved.answer)")
            return
        }
        #expect(saved.names == "")
    }

    @Test func `a file that stands there is left alone`() async throws {
        let saved = try await save(HTTPServerResponse(body: Self.large), before: "echo a > body")
        guard case .failure(.unsaved(_, let reason)) = saved.answer else {
            Issue.record("\(saved.answer)")
            return
        }
        #expect(reason == "File exists")
        #expect(saved.body == Array("a\n".utf8))
    }
}
