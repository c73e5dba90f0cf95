import Answering
import CanonicalJSON
import EventStorage
import Filings
import HTTPTypes
import Hummingbird
import Ingestion

/// What records: each is all or nothing, bears the token's name as its actor, and said twice under
/// one Idempotency-Key is done once.
extension ResourceCatalog {
    static let writing: [Resource] = [
        Resource(
            "/claims", method: .post, for: .write,
            "Record claims: one, or claims with the sources and companies they share, as annals "
                + "record takes them.",
            [
                Parameter(
                    "expectedVersion", Parameter.positions,
                    "How many events the company's stream has; 0 when it must not exist.")
            ], mediaType: "application/json",
            takes: ["application/json", "application/yaml", "application/jsonl"],
            .response { try await Writing($0).answer(Writing.claims) }),
        Resource(
            "/companies/{company}/claims/{claim}/versions", method: .post, for: .write,
            "Correct, amend, retract or reinstate a claim; If-Match with the number of the version that was seen.",
            mediaType: "application/json", takes: ["application/json"],
            .response { try await Writing($0).answer(Writing.version) }),
        Resource(
            "/events", method: .post, for: .write,
            "Record events as CloudEvents 1.0, one or a batch; id is the source key, subject the "
                + "stream.",
            [
                Parameter(
                    "expectedVersion", Parameter.positions,
                    "How many events the stream has; 0 when it must not exist.")
            ], mediaType: "application/json",
            takes: ["application/cloudevents+json", "application/cloudevents-batch+json"],
            .response { try await Writing($0).answer(Writing.events) }),
    ]
}

/// One request that records.
struct Writing: Sendable {
    let asked: Asked
    let body: [UInt8]
    let mediaType: String
    /// The same request may have been worked on before, by somebody who died.
    var isRepeated = false

    init(_ asked: Asked) async throws {
        self.asked = asked
        let given = asked.header(.contentType) ?? ""
        mediaType = given.prefix { $0 != ";" }.lowercased().trimmingBlanks
        guard asked.resource.takes.contains(mediaType) else {
            throw Problem(
                .unsupportedMediaType,
                "Send it as \(asked.resource.takes.joined(separator: " or ")).")
        }
        body = try await Self.body(of: asked)
    }

    private static func body(of asked: Asked) async throws -> [UInt8] {
        let most = asked.service.settings.mostBodyBytes
        let tooLarge = Problem(
            .contentTooLarge, "A body has at most \(most) bytes; send the rest by itself.")
        if let length = asked.header(.contentLength).flatMap({ Int($0) }), length > most {
            throw tooLarge
        }
        var bytes: [UInt8] = []
        for try await buffer in asked.request.body {
            guard bytes.count + buffer.readableBytes <= most else { throw tooLarge }
            bytes.append(contentsOf: buffer.readableBytesView)
        }
        return bytes
    }

    /// Does it, or answers as before; with the token by which a standby knows whether it has it.
    func answer(
        _ work: @Sendable (Writing) async throws -> WriteResult
    ) async throws -> Response {
        var response = try await answered(work)
        // It is recorded: without the token only what is asked next may have to look twice.
        if let written = try? await asked.ledger.store.writtenPosition() {
            asked.service.replicas?.note(written)
            response.headers[.writtenWAL] = written.description
        }
        return response
    }

    private func answered(
        _ work: @Sendable (Writing) async throws -> WriteResult
    ) async throws -> Response {
        guard case .bearer(let token) = asked.caller else {
            throw Problem(.unauthorized, "Writing wants the token of a recorder.")
        }
        guard let key = asked.header(.idempotencyKey) else {
            return try await done(work).response()
        }
        let requests = RequestLog(asked.ledger.store, token: token.id)
        let digest = AccessToken.digest(
            of: asked.resource.path + asked.request.uri.string
                + String(decoding: body, as: UTF8.self))
        switch try await requests.take(key, digest: digest) {
        case .answered(let status, let text): return WriteResult.response(status, text, again: true)
        case .new: return try await kept(key, in: requests, work)
        case .abandoned:
            var again = self
            again.isRepeated = true
            return try await again.kept(key, in: requests, work)
        }
    }

    private func kept(
        _ key: String, in requests: RequestLog,
        _ work: @Sendable (Writing) async throws -> WriteResult
    ) async throws -> Response {
        do {
            let result = try await done(work)
            try await requests.answered(key, status: result.status, result.text)
            return result.response()
        } catch {
            // Nothing was recorded, or perhaps: the same request again finds out.
            try? await requests.forget(key)
            throw error
        }
    }

    private func done(
        _ work: @Sendable (Writing) async throws -> WriteResult
    ) async throws -> WriteResult {
        let result: WriteResult
        do {
            result = try await reportingFailures { try await work(self) }
        } catch let failure as Failure where failure.status == .busy {
            throw Problem(.preconditionFailed, Problem.asParameters(failure.message), code: .busy)
        }
        if result.isNew { try await asked.ledger.store.announce() }
        return result
    }

    // MARK: What is recorded

    private var expected: ExpectedVersion {
        guard let version = asked.query.number("expectedVersion") else { return .any }
        return version == 0 ? .noStream : .exactly(version)
    }

    static func claims(_ writing: Writing) async throws -> WriteResult {
        let streams: [StreamEvents]
        do throws(ClaimFileErrors) {
            streams = try ClaimFile.read(writing.body, name: writing.fileName)
        } catch {
            var problem = Problem(
                .unprocessableContent, "\(error.errors.count) wrong; nothing was recorded.")
            problem.findings = error.errors.map { "\($0)" }
            throw problem
        }
        return try await writing.record(streams)
    }

    /// The format of the body, as a file's name would tell it.
    private var fileName: String {
        switch mediaType {
        case "application/yaml": "body.yaml"
        case "application/jsonl": "body.jsonl"
        default: "body.json"
        }
    }

    static func events(_ writing: Writing) async throws -> WriteResult {
        let streams: [StreamEvents]
        do throws(CloudEventErrors) {
            streams = try CloudEventBody.read(writing.body)
        } catch {
            var problem = Problem(
                .unprocessableContent, "\(error.errors.count) wrong; nothing was recorded.")
            problem.findings = error.errors
            throw problem
        }
        return try await writing.record(streams)
    }

    private func record(_ streams: [StreamEvents]) async throws -> WriteResult {
        try checkCompanies(streams.map(\.stream))
        if expected != .any, streams.count > 1 {
            throw Problem(.badRequest, "expectedVersion is of one stream, and these are several.")
        }
        try await asked.ledger.checkContinuation()
        let appended = try await asked.ledger.record(streams, expecting: expected, by: asked.actor)
        let ids = streams.flatMap { stream in stream.events.map { ($0.id, stream.stream) } }
        return WriteResult(zip(ids, appended).map { ($0.0, $0.1, $1) })
    }

    /// A token that is limited to companies writes to no other stream.
    private func checkCompanies(_ streams: [StreamName]) throws(Problem) {
        guard case .bearer(let token) = asked.caller, !token.companies.isEmpty else { return }
        for stream in streams
        where !stream.text.hasPrefix("company-") || !token.companies.contains(stream.companyKey) {
            throw Problem(.forbidden, "\(token.name) may not write to \(stream.text).")
        }
    }

    static func version(_ writing: Writing) async throws -> WriteResult {
        let asked = writing.asked
        let order = try VersionOrder(writing.body)
        let reviser = ClaimReviser(
            ledger: asked.ledger, kind: order.kind, reason: order.reason, actor: asked.actor,
            publishedOn: order.publishedOn, edit: order.edit)
        let outcome = try await reviser.revise(
            asked.claim, dryRun: false, isRepeated: writing.isRepeated
        ) { history in
            guard let wanted = asked.header(.ifMatch), wanted.trimmingBlanks != "*" else { return }
            let version = history.versions.last?.number ?? 1
            guard wanted.trimmingBlanks == "\"\(version)\"" else {
                throw Problem(
                    .preconditionFailed,
                    "\(asked.claim) has version \(version); look at it, then decide again.")
            }
        }
        guard let appended = outcome.appended else {
            return WriteResult([], remark: "\(asked.claim) says so already; nothing was recorded.")
        }
        return WriteResult([(outcome.event.id, outcome.stream, appended)])
    }
}
