import Digests
import EventStorage
import Fetching
import Filings

/// The one way to a register's documents: within its limit, saying who asks, and again when the
/// register is not well; or from what an earlier run kept.
public struct SourceFetcher: Sendable {
    /// Where answers come from.
    enum Origin: Sendable {
        case network(HTTPClient, RateLimiter?)
        case kept(KeptAnswers)
    }

    let origin: Origin
    let keeper: AnswerKeeper?
    let backoff: Backoff
    let timing: FetcherTiming
    let environment: @Sendable (String) -> String?

    /// Asks registers.
    ///
    /// - Parameters:
    ///   - keeper: Keeps every answer.
    ///   - isLimited: Whether requests are spaced as the register wants it, over all processes of
    ///     the user; not needed for a server of one's own.
    ///   - now: The present; of kept answers, their own times count.
    public init(
        userAgent: UserAgent, keeping keeper: AnswerKeeper? = nil, isLimited: Bool = true,
        now: @escaping @Sendable () -> Instant = { .now }
    ) {
        let client = HTTPClient(userAgent: userAgent.text)
        self.init(
            .network(client, isLimited ? RateLimiter() : nil), keeping: keeper,
            timing: FetcherTiming(now: now))
    }

    /// Answers from what was kept, without any network.
    public init(
        from kept: KeptAnswers, now: @escaping @Sendable () -> Instant = { .now }
    ) {
        self.init(.kept(kept), timing: FetcherTiming(now: now))
    }

    init(
        _ origin: Origin, keeping keeper: AnswerKeeper? = nil, backoff: Backoff = Backoff(),
        timing: FetcherTiming = FetcherTiming(),
        environment: @escaping @Sendable (String) -> String? = Environment.value
    ) {
        self.origin = origin
        self.keeper = keeper
        self.backoff = backoff
        self.timing = timing
        self.environment = environment
    }

    /// Asks for one document.
    ///
    /// Asked again, with pauses, while the register throttles or is broken or out of reach; what
    /// it says in `Retry-After` is done, up to ten minutes. When that does not help, the last
    /// answer is the result.
    ///
    /// - Parameter checkpoint: What the last run left of the same part, for a conditional request.
    /// - Throws: ``FetcherError``; the run cannot go on.
    func get(
        _ request: SourceRequest, of source: any NetworkSource,
        after checkpoint: SourceCheckpoint? = nil
    ) async throws(FetcherError) -> FetchedAnswer {
        switch origin {
        case .kept(let kept): return try answer(to: request, of: source, kept: kept, checkpoint)
        case .network(let client, let limiter):
            let asked = try httpRequest(request, after: checkpoint)
            var tries = 0
            while true {
                try await wait(limiter, for: source)
                tries += 1
                let outcome = try await ask(client, asked, request, source)
                let pause = outcome.mayImprove ? pause(after: tries, outcome) : nil
                guard let pause else { return try finish(request, outcome, tries: tries) }
                do { try await timing.sleep(pause) } catch { throw .cancelled }
            }
        }
    }

    func wait(
        _ limiter: RateLimiter?, for source: any NetworkSource
    ) async throws(FetcherError) {
        do {
            try await limiter?.wait(for: source.hostFamily, perSecond: source.requestsPerSecond)
        } catch {
            throw error == .cancelled ? .cancelled : .limit(error)
        }
    }

    private func ask(
        _ client: HTTPClient, _ asked: HTTPRequest, _ request: SourceRequest,
        _ source: any NetworkSource
    ) async throws(FetcherError) -> FetchOutcome {
        var asked = asked
        var folder: TemporaryFolder?
        if request.isLarge {
            do throws(BodyStoreError) {
                folder = try TemporaryFolder(in: environment("TMPDIR"))
            } catch {
                throw .store(error)
            }
            asked.savesBodyTo = folder?.file
        }
        do {
            let response = try await client.answer(to: asked)
            let raw = RawAnswer(response, in: folder)
            return FetchOutcome(answer: source.meaning(of: raw, to: request), raw: raw)
        } catch {
            return try FetchOutcome(error)
        }
    }

    private func finish(
        _ request: SourceRequest, _ outcome: FetchOutcome, tries: Int
    ) throws(FetcherError) -> FetchedAnswer {
        let now = timing.now()
        var sha256: String?
        if let raw = outcome.raw {
            do throws(BodyStoreError) {
                let digest =
                    try raw.file.map { file throws(BodyStoreError) in
                        try BodyStore.digest(ofFileAt: file.path)
                    } ?? SHA256.text(of: raw.body)
                try keeper?.keep(raw, sha256: digest, to: request, fetchedAt: now)
                sha256 = digest
            } catch {
                throw .store(error)
            }
        }
        return FetchedAnswer(
            outcome.answer, to: request, raw: outcome.raw, fetchedAt: now, tries: tries,
            sha256: sha256)
    }

    /// How long to wait before the next try; `nil` when there is to be none.
    func pause(after tries: Int, _ outcome: FetchOutcome) -> Duration? {
        let now = timing.now().microsecondsSinceEpoch / 1_000_000
        let asked = outcome.raw?.headers["retry-after"].flatMap { RetryAfter.pause($0, now: now) }
        return backoff.pause(afterFailures: tries, asked: asked, chance: timing.chance())
    }
}
