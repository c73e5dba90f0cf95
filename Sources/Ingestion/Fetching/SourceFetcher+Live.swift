import Fetching
import Filings
import Synchronization

extension SourceFetcher {
    /// Takes the lines of an answer without end as they come.
    ///
    /// Begun again, with pauses, until a line or a heart-beat comes; from then on the caller knows
    /// where to resume, and asks. Lines are not kept.
    ///
    /// - Parameter take: Whether to go on.
    /// - Returns: `content` when `take` ended it; `not there yet` when it ended or broke off after
    ///   something had come, so that it is to be resumed; else what the register's answer means.
    func follow(
        _ request: SourceRequest, of source: any NetworkSource,
        take: @escaping @Sendable (LivePiece) async -> Bool
    ) async throws(FetcherError) -> SourceAnswer {
        guard case .network(let client, let limiter) = origin else {
            return .refused(reason: "a live stream is not kept")
        }
        let asked = try httpRequest(request, after: nil)
        var tries = 0
        while true {
            try await wait(limiter, for: source)
            tries += 1
            let hasBegun = Began()
            let outcome: FetchOutcome
            do throws(FetchError) {
                let end = try await client.follow(asked) { piece in
                    hasBegun.set()
                    return await take(piece)
                }
                switch end {
                case .stopped: return .content
                case .ended:
                    outcome = FetchOutcome(
                        answer: .broken(reason: "the stream ended before its first line"), raw: nil)
                case .answered(let response):
                    let raw = RawAnswer(response)
                    outcome = FetchOutcome(answer: source.meaning(of: raw, to: request), raw: raw)
                }
            } catch {
                outcome = try FetchOutcome(error)
            }
            if hasBegun.isSet, outcome.mayImprove { return .notThereYet }
            let pause = outcome.mayImprove ? pause(after: tries, outcome) : nil
            guard let pause else { return outcome.answer }
            do { try await timing.sleep(pause) } catch { throw .cancelled }
        }
    }
}

/// Whether anything has come.
private final class Began: Sendable {
    private let flag = Atomic<Bool>(false)
    var isSet: Bool { flag.load(ordering: .acquiring) }
    func set() { flag.store(true, ordering: .releasing) }
}
