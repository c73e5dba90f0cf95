import EventStorage
import Filings

/// Records what one document says: the pieces as they are read, one being appended while the next
/// is read; then what contradicts the log; then what vanished; and with the last of it the
/// document's checkpoint.
///
/// Killed at any moment it leaves events without a checkpoint: reading the document again finds
/// them known and goes on.
struct DocumentRecorder<Log: EventLog> {
    let log: Log
    let source: String
    /// Whether a newer state of the same was read before: then it adds, and corrects nothing.
    var isLate: Bool
    let observedOn: CivilDay?

    var report = IngestReport()
    private(set) var rows: ListedRows
    /// `nil` when the pieces are of several lists, as of an archive of all companies: none of them
    /// has all of the rows, so none is kept.
    var listing: SourceReading.Listing? { hasSeveralLists ? nil : lastListing }
    private var lastListing: SourceReading.Listing?
    private var hasSeveralLists = false
    /// An event that went with the findings met another writer's: nothing is settled then.
    private var isDisturbed = false
    /// Findings whose key is taken by other facts, and rows that contradict one before them.
    private var taken: [SourceReading.Finding] = []
    private var contradictions: [SourceReading.Finding] = []
    /// Filings of which the source says itself that they are gone.
    private var delisted: [SourceReading.Delisting] = []
    private var memories: [StreamName: StreamMemory] = [:]
    /// Findings read and not yet sent, and those under way.
    private var waiting: [SourceReading.Finding] = []
    private var sending: Sending?
    private var looksFirst = false

    private struct Sending {
        let findings: [SourceReading.Finding]
        let task: Task<Result<BulkReport, Log.Failure>, Never>
    }

    /// - Parameter before: Contents that the last reading of the same list had.
    init(
        into log: Log, source: String, observedOn: CivilDay?, isLate: Bool = false,
        before: Set<UInt64> = []
    ) {
        self.log = log
        self.source = source
        self.observedOn = observedOn
        self.isLate = isLate
        rows = ListedRows(before: before)
    }

    /// Takes one piece; it is appended when the next one is taken.
    mutating func take(_ piece: SourceReading) async throws(Log.Failure) {
        report.refusals += piece.refusals
        report.coverage += piece.coverage
        for part in piece.furtherParts {
            report.partsNotRead.removeAll { $0.name == part.name }
            report.partsNotRead.append(part)
        }
        delisted += piece.delisted
        report.read += piece.delisted.count
        if let listing = piece.listing {
            if let lastListing, lastListing.name != listing.name { hasSeveralLists = true }
            lastListing = listing
        }
        let new = try await sift(piece.findings)
        if hasSeveralLists { (rows, memories) = (ListedRows(), [:]) }
        try await send()
        waiting = new
    }

    /// Waits for what is under way, when the document breaks off: what was read stands.
    mutating func breakOff() async throws(Log.Failure) {
        try await send()
        try await receive()
        try await settle(taken: resolve(), settlement: nil)
    }

    /// Appends the rest, judges what contradicts the log, and settles.
    ///
    /// - Parameters:
    ///   - settlement: What to write with the last events, and events that go with them: asked for
    ///     when all rows are known.
    mutating func finish(
        _ settlement: (Self) async throws(Log.Failure) -> (
            SourceSettlement?, [AppendRequest.Part], Vanished
        )
    ) async throws(Log.Failure) {
        try await receive()
        let (settlement, parts, vanished) = try await settlement(self)
        report.delisted += vanished.delisted
        report.relisted += vanished.relisted
        let isQuiet = taken.isEmpty && contradictions.isEmpty && delisted.isEmpty
        // The usual case: one transaction for the last piece and the checkpoint.
        try await send(with: parts, settling: isQuiet ? settlement : nil)
        try await receive()
        if isQuiet && taken.isEmpty { return }
        try await settle(taken: resolve(), settlement: isDisturbed ? nil : settlement)
    }
}

extension DocumentRecorder {
    /// Leaves out what is known without a look at the log, and counts it.
    private mutating func sift(
        _ findings: [SourceReading.Finding]
    ) async throws(Log.Failure) -> [SourceReading.Finding] {
        try await recall(findings)
        var new: [SourceReading.Finding] = []
        new.reserveCapacity(findings.count)
        report.read += findings.count
        for finding in findings {
            if case .filingListed(let filing) = finding.event.event {
                switch rows.meet(finding.event, filing) {
                case .unchanged: report.known += 1
                case .new: new.append(finding)
                case .repeated: report.repeated += 1
                case .contradiction: contradictions.append(finding)
                }
            } else if let state = Observation(finding.event.event, source: finding.event.source) {
                switch memories[finding.stream]?.judge(finding.event, state) {
                case .known: report.known += 1
                case .repeated: report.repeated += 1
                case .new, nil: new.append(finding)
                }
            } else {
                new.append(finding)
            }
        }
        return new
    }

    /// Reads what the streams are known to say of their companies, all at once.
    private mutating func recall(
        _ findings: [SourceReading.Finding]
    ) async throws(Log.Failure) {
        let types = Observation.types
        var streams: Set<StreamName> = []
        for finding in findings where types.contains(finding.event.event.type) {
            if memories[finding.stream] == nil { streams.insert(finding.stream) }
        }
        if streams.isEmpty { return }
        var recorded: [StreamName: [RecordedEvent]] = [:]
        for event in try await log.events(in: streams.sorted(), of: types) {
            recorded[event.stream, default: []].append(event)
        }
        for stream in streams { memories[stream] = StreamMemory(recorded[stream] ?? []) }
    }

    /// Sends what waits, once what is under way has arrived.
    private mutating func send(
        with parts: [AppendRequest.Part] = [], settling settlement: SourceSettlement? = nil
    ) async throws(Log.Failure) {
        try await receive()
        if waiting.isEmpty && parts.isEmpty && settlement == nil { return }
        let findings = waiting
        waiting = []
        let all = findings.byStream + parts
        let task = Task { [log, looksFirst] () -> Result<BulkReport, Log.Failure> in
            do throws(Log.Failure) {
                return .success(
                    try await log.append(all, looksFirst: looksFirst, settling: settlement))
            } catch {
                return .failure(error)
            }
        }
        sending = Sending(findings: findings, task: task)
    }

    private mutating func receive() async throws(Log.Failure) {
        guard let arrived = sending else { return }
        sending = nil
        let outcome = try await arrived.task.value.get()
        let met = outcome.conflicts + outcome.revisited
        looksFirst = outcome.known + met.count > 0
        let ids = Set(met.map(\.id))
        let again = arrived.findings.filter { ids.contains($0.event.id) }
        if met.count > again.count { isDisturbed = true }
        refuse(outcome.refused, among: arrived.findings)
        // Beside the findings, a list's losses may have gone with them.
        let others = again.count + outcome.refused.count
        report.appended += max(0, arrived.findings.count - outcome.known - others)
        report.known += outcome.known
        for (type, count) in outcome.appendedByType {
            report.appendedByType[type, default: 0] += count
        }
        taken += again
        if taken.count >= Self.mostTaken { try await settle(taken: resolve(), settlement: nil) }
    }

    /// Judged together, so that a document that contradicts the log in every row need not be held.
    private static var mostTaken: Int { 5_000 }

    private mutating func refuse(
        _ refused: [BulkReport.Refused], among findings: [SourceReading.Finding]
    ) {
        for refusal in refused {
            guard let finding = findings.first(where: { $0.event.id == refusal.id }) else {
                continue
            }
            report.read -= 1
            report.refusals.append(.init(place: finding.place, reason: refusal.reason))
        }
    }

    /// What the findings under taken keys come to; see ``TakenFindings``.
    private mutating func resolve() -> TakenFindings<Log> {
        defer { (taken, contradictions, delisted) = ([], [], []) }
        return TakenFindings(
            log: log, findings: taken, contradictions: contradictions, delisted: delisted,
            source: source, observedOn: observedOn, isLate: isLate)
    }

    private mutating func settle(
        taken: TakenFindings<Log>, settlement: SourceSettlement?
    ) async throws(Log.Failure) {
        try await taken.record(in: &report, settling: settlement)
    }
}

extension [SourceReading.Finding] {
    /// The events by stream, streams in the order of their first event.
    var byStream: [AppendRequest.Part] {
        var places: [StreamName: Int] = [:]
        var parts: [AppendRequest.Part] = []
        for finding in self {
            if let last = parts.last, last.stream == finding.stream {
                parts[parts.count - 1].events.append(finding.event)
            } else if let place = places[finding.stream] {
                parts[place].events.append(finding.event)
            } else {
                places[finding.stream] = parts.count
                parts.append(.init([finding.event], to: finding.stream))
            }
        }
        return parts
    }
}
