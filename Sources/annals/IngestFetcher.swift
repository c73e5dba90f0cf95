import Answering
import Filings
import Ingestion

extension IngestCommand {
    /// What asks the register, or repeats from what was kept.
    ///
    /// A server of the user's own, as `--server` names it, is asked as fast as it answers.
    func fetcher(clock: @escaping @Sendable () -> Instant) throws -> SourceFetcher {
        if let from {
            guard keep == nil else {
                throw Failure("Write --keep or --from, not both.", .usage)
            }
            do {
                return SourceFetcher(from: try KeptAnswers(at: from), now: clock)
            } catch {
                throw Failure("\(error)", .badInput)
            }
        }
        let asker: UserAgent
        do {
            asker = try UserAgent(userAgent)
        } catch {
            throw Failure("\(error)", .usage)
        }
        return SourceFetcher(
            userAgent: asker, keeping: keep.map { AnswerKeeper(folder: $0) },
            isLimited: wanted.server == nil, now: clock)
    }
}
