import Filings
import Postgres

/// Group commit: appends that wait at the same time share one transaction and one flush.
///
/// The first caller sends its request at once; those that come while it is under way wait and go
/// together in the next transaction, each taken or refused on its own. So one writer alone waits
/// for nobody, and many share the disk's flush, which is what bounds them.
actor Appender {
    typealias Answer = Result<[AppendedEvent], EventStoreError>

    private struct Waiting {
        let request: PreparedRequest
        let continuation: CheckedContinuation<Answer, Never>
    }

    private let log: LogWriter
    private var waiting: [Waiting] = []
    private var isBusy = false
    /// How many events go in one transaction at most, beyond the first request.
    private static let mostEvents = 1_000

    init(_ log: LogWriter) { self.log = log }

    func append(_ request: PreparedRequest) async -> Answer {
        if isBusy {
            return await withCheckedContinuation { continuation in
                waiting.append(Waiting(request: request, continuation: continuation))
            }
        }
        isBusy = true
        let answers = await log.write([request])
        if waiting.isEmpty { isBusy = false } else { Task { await self.drain() } }
        return answers[0]
    }

    private func drain() async {
        var writers = waiting.count + 1
        while true {
            await gather(writers)
            if waiting.isEmpty { break }
            let group = takeGroup()
            writers = group.count
            let answers = await log.write(group.map(\.request))
            for (one, answer) in zip(group, answers) { one.continuation.resume(returning: answer) }
            writers += waiting.count
        }
        isBusy = false
    }

    /// Lets those who were answered just now come again, as writers under load do: else the group
    /// before and the one after would take turns, each with a part of the writers.
    ///
    /// Waits for nothing but tasks that are ready to run; a writer alone is not in a group.
    private func gather(_ writers: Int) async {
        var inVain = 0
        while writers > 1, waiting.count < writers, inVain < 3 {
            let before = waiting.count
            await Self.letOthersRun()
            inVain = waiting.count > before ? 0 : inVain + 1
        }
    }

    /// Off the actor, so that its thread is free for them as well.
    @concurrent private static func letOthersRun() async { await Task.yield() }

    private func takeGroup() -> [Waiting] {
        var events = 0
        let end =
            waiting.firstIndex { one in
                events += one.request.events.count
                return events > Self.mostEvents
            } ?? waiting.count
        let group = Array(waiting.prefix(max(end, 1)))
        waiting.removeFirst(group.count)
        return group
    }
}
