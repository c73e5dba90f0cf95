import Digests
import EventStorage
import Fetching
import Filings

extension SourceFetcher {
    /// A gigabyte and a half over a line of one megabit a second.
    private static let timeOfLarge = Duration.seconds(4 * 3600)

    /// The request as it goes out: with the key it needs, and with what the last run left.
    ///
    /// - Throws: ``FetcherError/secretMissing(_:)``.
    func httpRequest(
        _ request: SourceRequest, after checkpoint: SourceCheckpoint?
    ) throws(FetcherError) -> HTTPRequest {
        var asked = HTTPRequest(request.url)
        asked.form = request.form?.map { HTTPRequest.Field($0.name, $0.value) }
        asked.mostBytes = request.mostBytes
        if request.isLarge { asked.mostTime = Self.timeOfLarge }
        if request.isConditional, let checkpoint {
            if let tag = checkpoint.entityTag {
                asked.headers.append(.init("If-None-Match", tag))
            }
            if let time = checkpoint.lastModified {
                asked.headers.append(.init("If-Modified-Since", time))
            }
        }
        if let secret = request.secret {
            guard let key = environment(secret.rawValue), !key.isEmpty else {
                throw .secretMissing(secret)
            }
            asked.secret = FetchSecret(basicUser: key)
        }
        return asked
    }

    /// What was kept of an answer to the same request.
    func answer(
        to request: SourceRequest, of source: any NetworkSource, kept: KeptAnswers,
        _ checkpoint: SourceCheckpoint?
    ) throws(FetcherError) -> FetchedAnswer {
        let isConditional =
            request.isConditional
            && (checkpoint?.entityTag != nil || checkpoint?.lastModified != nil)
        do throws(BodyStoreError) {
            guard let answer = try kept.next(to: request, isConditional: isConditional) else {
                let reason = "no answer to this request was kept in \(kept.path)"
                var missing = FetchedAnswer(.refused(reason: reason))
                missing.fetchedAt = timing.now()
                return missing
            }
            return FetchedAnswer(
                source.meaning(of: answer.raw, to: request), to: request, raw: answer.raw,
                fetchedAt: answer.entry.fetchedAt, tries: 0, sha256: answer.entry.sha256)
        } catch {
            throw .store(error)
        }
    }
}

extension FetchedAnswer {
    /// With the document, where the answer is one.
    init(
        _ answer: SourceAnswer, to request: SourceRequest, raw: RawAnswer?, fetchedAt: Instant,
        tries: Int, sha256: String?
    ) {
        self.init(answer, raw: raw)
        self.fetchedAt = fetchedAt
        self.tries = tries
        self.sha256 = sha256
        if answer == .content, let raw {
            document = SourceDocument(
                name: request.documentName,
                content: raw.file.map { .file($0.path) } ?? .bytes(raw.body),
                observedOn: fetchedAt.day, url: request.url, fetchedAt: fetchedAt)
        }
    }
}
