import EventStorage
import Filings

/// What a run knows between its documents.
struct DocumentRun {
    let source: any FilingSource
    /// As the run found them, and left them where it read.
    var checkpoints: [String: SourceCheckpoint]
    var report = IngestReport()
    var book = ListingBook()
    /// Of the documents read.
    var stems: Set<String> = []
    /// Of the source that were asked for.
    var parts: Set<String> = []

    init(source: any FilingSource, checkpoints: [String: SourceCheckpoint]) {
        self.source = source
        self.checkpoints = checkpoints
    }
}

/// How a document was come by.
struct DocumentContext {
    /// What of the source it is; see ``SourceRequest/part``.
    var part: String
    /// The URL, or the file's path.
    var address: String
    var status: Int64?
    var fetchedAt: Instant?
    var entityTag: String?
    var lastModified: String?

    init(part: String, address: String) {
        self.part = part
        self.address = address
    }

    func entry(answer: String) -> RunDocument {
        var entry = RunDocument(part: part, address: address, answer: answer)
        entry.status = status
        entry.fetchedAt = fetchedAt
        return entry
    }
}

extension IngestReport {
    /// Notes a document that could not be taken, wholly or from some place on.
    mutating func fail(_ error: SourceError, _ entry: RunDocument) {
        failures.append(error)
        var entry = entry
        entry.answer = "broken"
        entry.reason = "\(error)"
        history.append(entry)
    }
}

extension RunCounts {
    static func - (left: RunCounts, right: RunCounts) -> RunCounts {
        var difference = left
        for (_, field) in fields { difference[keyPath: field] -= right[keyPath: field] }
        return difference
    }
}
