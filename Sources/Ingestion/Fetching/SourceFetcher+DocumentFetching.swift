import EventStorage
import Filings

/// What concerns the run as a whole (no key, no room to keep bodies) is here an answer to each
/// request: the run's history then says so of every document that was wanted.
extension SourceFetcher: DocumentFetching {
    public func check(_ request: SourceRequest) throws(FetcherError) {
        guard case .network = origin, let secret = request.secret else { return }
        if environment(secret.rawValue)?.isEmpty ?? true { throw .secretMissing(secret) }
    }

    public func fetch(
        _ request: SourceRequest, of source: any NetworkSource, after checkpoint: SourceCheckpoint?
    ) async -> FetchedAnswer {
        do {
            return try await get(request, of: source, after: checkpoint)
        } catch {
            var answer = FetchedAnswer(Self.answer(to: error))
            answer.fetchedAt = timing.now()
            return answer
        }
    }

    public func follow(
        _ request: SourceRequest, of source: any NetworkSource, into batches: LiveBatches
    ) async -> SourceAnswer {
        let answer: SourceAnswer
        do {
            answer = try await follow(request, of: source) { piece in
                switch piece {
                case .line(let line): await batches.add(line)
                case .heartBeat, .silence: await batches.pause()
                }
            }
        } catch {
            answer = Self.answer(to: error)
        }
        await batches.close()
        return answer
    }

    /// Who interrupts a run may ask again; everything else has to be mended first.
    private static func answer(to error: FetcherError) -> SourceAnswer {
        error == .cancelled
            ? .broken(reason: error.description) : .refused(reason: error.description)
    }
}
