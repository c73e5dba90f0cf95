import EventStorage
import Filings
import Foundation
import Ingestion
import Testing

@testable import Projections

/// The history of a few companies as real files of a register tell it: several snapshots of each,
/// and documents that add to filings known from them; and the sample's claims of another one.
enum RealHistory {
    /// Its history has former names, two pages, two snapshots and filings with headers.
    static let company = StreamName(stored: "company-cik-0000320193")

    /// In the order in which they were fetched.
    private static let submissions = [
        "CIK0000789019@2022-09-18.json", "CIK0000320193@2023-09-04.json",
        "CIK0000320193-submissions-001@2023-09-04.json", "CIK0000789019@20260203T120703Z.json",
        "CIK0001830056@20260208T202041Z.json", "CIK0000940418@20260208T202041Z.json",
        "CIK0000320193@20260305T112023Z.json", "CIK0000789019@20260305T112034Z.json",
        "CIK0001830056@20260305T112030Z.json", "CIK0000940418@20260305T112030Z.json",
    ]

    private static let headers = ["0000320193-22-000061.txt", "0000320193-24-000061.txt"]

    /// Reads the files into an empty log, one run after the other.
    static func ingest(into log: ReadModelLog) async throws {
        for name in submissions {
            try await read([SubmissionsCorpus.file(name)], of: EdgarSubmissions(), into: log)
        }
        let files = headers.map { SourceFile(path: "\(SubmissionsCorpus.sgml)/\($0)") }
        try await read(files, of: EdgarHeader(), into: log)
        for part in try ClaimFile.read(try sample(), name: "innotron.yaml") {
            // One request each, as claims come over the years.
            for event in part.events { try await log.append([(part.stream, event)]) }
        }
    }

    private static func sample() throws -> [UInt8] {
        var root = URL(filePath: #filePath)
        for _ in 0..<4 { root.deleteLastPathComponent() }
        return [UInt8](try Data(contentsOf: root.appending(path: "deploy/samples/innotron.yaml")))
    }

    private static func read(
        _ files: [SourceFile], of source: any FilingSource, into log: ReadModelLog
    ) async throws {
        // A run is named by its start: each has a second of its own, told by where the log ends.
        let head = try await log.store.head().position
        let start = Instant(microsecondsSinceEpoch: 1_790_000_000_000_000 + head * 1_000_000)
        let ingester = Ingester(
            into: StoredEventLog(log.store, actor: "tester"), now: { start })
        let run = try await IngestRun(ingester, command: "test").read(files, of: source)
        try #require(run.report.failures.isEmpty && run.report.refusals.isEmpty, "\(files)")
    }
}
