import EventStorage
import Filings

/// Records what documents say and the log does not hold yet.
///
/// Reading the same documents again appends nothing. A run that stopped is repeated as a whole, and
/// finds known what it had appended.
public struct Ingester<Log: EventLog>: Sendable {
    public struct Options: Equatable, Sendable {
        /// Refuse a document whole when a part of it is refused.
        public var isStrict = false
        /// Read documents again that are the same as last time.
        public var again = false

        public init() {}
    }

    let log: Log
    let options: Options
    /// The present.
    let now: @Sendable () -> Instant
    /// Told of the report after every piece of a document.
    let progress: @Sendable (IngestReport) -> Void
    /// Whether to stop before the next file.
    let isStopped: @Sendable () -> Bool

    public init(
        into log: Log, options: Options = Options(),
        now: @escaping @Sendable () -> Instant = { Instant(microsecondsSinceEpoch: 0) },
        progress: @escaping @Sendable (IngestReport) -> Void = { _ in },
        isStopped: @escaping @Sendable () -> Bool = { false }
    ) {
        self.log = log
        self.options = options
        self.now = now
        self.progress = progress
        self.isStopped = isStopped
    }

    /// Reads files and records them one after the other.
    ///
    /// A file that cannot be taken is one of the report's failures; the others are still read.
    ///
    /// - Throws: What the log throws; files before were recorded, this one perhaps. Do it again.
    public func ingest(
        _ files: [SourceFile], from source: any FilingSource
    ) async throws(Log.Failure) -> IngestReport {
        var run = try await begin(source)
        for file in files {
            if isStopped() {
                run.report.isCutShort = true
                break
            }
            let document = SourceDocument(name: file.path, content: .file(file.path))
            try await record(document, in: &run)
        }
        return try await end(run)
    }

    /// The same for documents in memory.
    public func ingest(
        _ documents: [SourceDocument], from source: any FilingSource
    ) async throws(Log.Failure) -> IngestReport {
        var run = try await begin(source)
        for document in documents { try await record(document, in: &run) }
        return try await end(run)
    }

    private func begin(_ source: any FilingSource) async throws(Log.Failure) -> DocumentRun {
        DocumentRun(source: source, checkpoints: try await log.checkpoints(of: source.name))
    }

    private func record(
        _ document: SourceDocument, in run: inout DocumentRun
    ) async throws(Log.Failure) {
        let context = DocumentContext(part: document.stem, address: document.name)
        _ = try await record(document, as: context, in: &run)
    }

    private func end(_ run: DocumentRun) async throws(Log.Failure) -> IngestReport {
        var run = run
        try await settleListings(of: &run, saidBy: nil)
        run.report.partsNotRead.removeAll { part in
            run.stems.contains(SourceDocument(name: part.name, bytes: []).stem)
        }
        return run.report
    }
}
