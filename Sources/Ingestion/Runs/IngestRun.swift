import EventStorage
import Filings

/// One run of a source: reads files, or walks through what a register serves, records what is new,
/// and then itself, also when it found nothing.
public struct IngestRun<Log: EventLog>: Sendable {
    let ingester: Ingester<Log>
    /// What asks for the same again, for the run's history: `edgar-index --quarter 2020-Q1`.
    let command: String
    let stop: RunStop
    /// How long a live answer is followed before the run is recorded and the next one begins.
    let liveTime: Duration

    public init(
        _ ingester: Ingester<Log>, command: String, stop: RunStop = RunStop(),
        liveTime: Duration = .seconds(3600)
    ) {
        self.ingester = ingester
        self.command = command
        self.stop = stop
        self.liveTime = liveTime
    }

    /// How a run ended.
    public struct Ending: Sendable {
        /// `edgar-index/2026-11-26T01:17:59.000000Z`
        public let run: String
        public let outcome: RunFinished.Outcome
        public let report: IngestReport
        /// Why documents could not be had, each once.
        public let troubles: [String]
        /// A live answer was followed to the end of the run's time, and has more to say.
        public let isFollowing: Bool
    }

    /// Reads files.
    public func read(
        _ files: [SourceFile], of source: any FilingSource
    ) async throws(Log.Failure) -> Ending {
        let startedAt = ingester.now()
        let report = try await ingester.ingest(files, from: source)
        return try await end(
            report, of: source.name, startedAt: startedAt, troubles: [], state: [])
    }

    /// Walks through a register.
    ///
    /// - Throws: ``OrderError`` before anything was asked for, ``FetcherError`` when a key is
    ///   missing, and what the log throws.
    public func walk(
        _ source: any NetworkSource, for order: IngestOrder, by fetcher: any DocumentFetching
    ) async throws -> Ending {
        let startedAt = ingester.now()
        var run = DocumentRun(
            source: source, checkpoints: try await ingester.log.checkpoints(of: source.name))
        var walk = try source.walk(order, checkpoints: run.checkpoints)
        var troubles = Troubles()
        let deadline = ContinuousClock.now + liveTime
        var isFollowing = false
        while !troubles.areFinal, let request = walk.next() {
            if stop.isWanted {
                run.report.isCutShort = true
                break
            }
            let page: WalkedPage
            if let refusal = try refusal(of: request, by: fetcher, in: &run) {
                page = refusal
            } else if request.isLive {
                page = try await follow(
                    request, of: source, by: fetcher, until: deadline, walk: &walk, in: &run)
            } else {
                page = try await self.page(request, of: source, by: fetcher, in: &run)
            }
            troubles.note(page)
            walk.take(page)
            isFollowing = request.isLive && page.answer == .content
            if isFollowing || request.isLive && ContinuousClock.now >= deadline { break }
        }
        try await ingester.settleListings(of: &run, saidBy: walk.completeListings)
        run.report.partsNotRead = []
        run.report.cover(walk.coverage)
        let state = run.states(of: walk, source: source.name, now: ingester.now())
        return try await end(
            run.report, of: source.name, startedAt: startedAt, troubles: troubles.texts,
            state: state, isFollowing: isFollowing)
    }

    /// A request that cannot be made, for lack of a key.
    ///
    /// - Throws: ``FetcherError`` when nothing was asked for yet: then there is no run.
    private func refusal(
        of request: SourceRequest, by fetcher: any DocumentFetching, in run: inout DocumentRun
    ) throws -> WalkedPage? {
        do {
            try fetcher.check(request)
        } catch {
            if run.parts.isEmpty { throw error }
            let page = WalkedPage(request: request, answer: .refused(reason: "\(error)"))
            run.report.note(page, DocumentContext(part: request.part, address: request.url))
            return page
        }
        run.parts.insert(request.part)
        return nil
    }

    /// Asks for one document and records what it says.
    private func page(
        _ request: SourceRequest, of source: any NetworkSource, by fetcher: any DocumentFetching,
        in run: inout DocumentRun
    ) async throws(Log.Failure) -> WalkedPage {
        let checkpoint = ingester.options.again ? nil : run.checkpoints[request.part]
        // A wish to stop ends the pauses between tries, too.
        let asking = Task { await fetcher.fetch(request, of: source, after: checkpoint) }
        stop.whenWanted { asking.cancel() }
        let fetched = await asking.value
        stop.whenWanted {}
        defer { fetched.discard() }
        var page = WalkedPage(request: request, answer: fetched.answer)
        let context = DocumentContext(request, fetched)
        guard fetched.answer == .content, let document = fetched.document else {
            run.report.note(page, context, sha256: fetched.sha256)
            return page
        }
        let failures = run.report.failures.count
        let (appended, met) = (run.report.appended, run.report.met)
        page.reading = try await ingester.record(
            document, as: context, in: &run, skipsUnchanged: request.isConditional)
        page.failure = run.report.failures.dropFirst(failures).first
        page.appended = run.report.appended - appended
        page.known = run.report.met - met
        // The same bytes as last time are what a 304 would have said.
        if run.report.history.last?.answer == "unchanged" { page.answer = .unchanged }
        return page
    }

    /// Takes a live answer as it comes, some lines at a time, until it ends, the run is stopped, or
    /// its time is over. How far it is, is written with the events of each batch.
    ///
    /// - Returns: How it ended; ``SourceAnswer/content`` when it was ended here.
    private func follow(
        _ request: SourceRequest, of source: any NetworkSource, by fetcher: any DocumentFetching,
        until deadline: ContinuousClock.Instant, walk: inout any SourceWalk,
        in run: inout DocumentRun
    ) async throws -> WalkedPage {
        let batches = LiveBatches(request: request)
        stop.whenWanted { Task { await batches.close() } }
        let timer = Task {
            try await Task.sleep(until: deadline, clock: .continuous)
            await batches.close()
        }
        defer { timer.cancel() }
        async let answer = fetcher.follow(request, of: source, into: batches)
        do {
            while let document = await batches.next() {
                try await take(document, of: request, walk: &walk, in: &run)
            }
        } catch {
            await batches.close()
            throw error
        }
        return WalkedPage(request: request, answer: await answer)
    }

    private func take(
        _ document: SourceDocument, of request: SourceRequest, walk: inout any SourceWalk,
        in run: inout DocumentRun
    ) async throws(Log.Failure) {
        let context = DocumentContext(part: request.part, address: request.url)
        let failures = run.report.failures.count
        var told = walk
        let reading = try await ingester.record(
            document, as: context, in: &run, skipsUnchanged: false
        ) { reading in
            var page = WalkedPage(request: request, answer: .content)
            page.reading = reading
            told.take(page)
            return told.state(of: request.part)
        }
        if reading != nil {
            walk = told
            return
        }
        var page = WalkedPage(request: request, answer: .content)
        page.failure = run.report.failures.dropFirst(failures).first
        walk.take(page)
    }

    private func end(
        _ report: IngestReport, of source: String, startedAt: Instant, troubles: [String],
        state: [SourceCheckpoint], isFollowing: Bool = false
    ) async throws(Log.Failure) -> Ending {
        var events = RunEvents(
            source: source, startedAt: startedAt, finishedAt: ingester.now(),
            outcome: report.outcome(troubles: troubles), command: command, report: report)
        // A clock that was passed in may stand still: two runs never share an id.
        while true {
            let appended = try await ingester.log.append(
                [events.part], looksFirst: true, settling: SourceSettlement(checkpoints: state))
            if appended.conflicts.isEmpty { break }
            events.number += 1
        }
        return Ending(
            run: events.id, outcome: events.outcome, report: report, troubles: troubles,
            isFollowing: isFollowing)
    }
}

extension IngestReport {
    /// Notes a document that was not to be had.
    fileprivate mutating func note(
        _ page: WalkedPage, _ context: DocumentContext, sha256: String? = nil
    ) {
        documents += 1
        var entry = context.entry(answer: page.answer.text)
        entry.reason = page.answer.reason
        entry.sha256 = sha256
        history.append(entry)
    }

    /// Findings that the log held in some form.
    fileprivate var met: Int { known + detailed + corrected }

    /// What the walk says of a unit is said with all its documents read.
    fileprivate mutating func cover(_ coverage: [RunCoverage]) {
        let units = Set(coverage.map(\.unit))
        self.coverage.removeAll { units.contains($0.unit) }
        self.coverage += coverage
    }

    fileprivate func outcome(troubles: [String]) -> RunFinished.Outcome {
        let isWhole =
            !hasTrouble && !isCutShort && troubles.isEmpty && partsNotRead.isEmpty
            && coverage.allSatisfy { !$0.isGap || $0.state == .pending }
        if isWhole { return .complete }
        let good = ["content", "unchanged", "not there yet", "never will be", "past the end"]
        return history.contains { good.contains($0.answer) } ? .partial : .failed
    }
}

extension DocumentRun {
    /// The checkpoints of the parts of which the walk wants to know something next time.
    fileprivate func states(
        of walk: any SourceWalk, source: String, now: Instant
    ) -> [SourceCheckpoint] {
        parts.sorted().compactMap { part in
            let state = walk.state(of: part)
            if state.isEmpty { return nil }
            var checkpoint =
                checkpoints[part] ?? SourceCheckpoint(source: source, part: part, readAt: now)
            checkpoint.readAt = now
            checkpoint.state.merge(state) { $1 }
            return checkpoint
        }
    }
}
