import CanonicalJSON
import EventStorage
import Filings
import Ingestion
import Testing

@testable import Projections

/// Real submissions files through the ingester, the log and the projector, against figures counted
/// by another program; only where `ANNALS_CORPUS` names their folder.
@Suite(.serialized, .enabled(if: SubmissionsCorpus.isThere))
struct SubmissionsCorpusTests {
    @Test func `all files in the filings read model are what was counted`() async throws {
        try await withReadModelLog { log in
            let ingester = Ingester(into: StoredEventLog(log.store, actor: "tester"))
            let files = try SubmissionsCorpus.files()
            let first = try await ingester.ingest(files, from: EdgarSubmissions())
            #expect(first.failures == [])
            #expect(first.refusals == [])
            #expect(first.conflicts == [])
            let head = try await log.project()
            #expect(head == Int64(first.appended))
            let second = try await ingester.ingest(files, from: EdgarSubmissions())
            #expect(second.appended == 0)
            // A document with the bytes of its last reading is not read again.
            #expect(second.known == second.read)
            #expect(try await log.project() == head)
            let single = SubmissionsCorpus.companiesWithOneSnapshot(files)
            #expect(single.count > 10)
            for (key, names) in single {
                try await check(key, names, log)
            }
        }
    }

    @Test func `a company's whole history is its file and its overflow page`() async throws {
        try await withReadModelLog { log in
            let names = [
                "CIK0000320193@2023-09-04.json",
                "CIK0000320193-submissions-001@2023-09-04.json",
            ]
            let files = names.map { SubmissionsCorpus.file($0) }
            _ = try await Ingester(into: StoredEventLog(log.store, actor: "tester"))
                .ingest(files, from: EdgarSubmissions())
            try await log.project()
            let filings = try await log.models.filings(
                of: StreamName(stored: "company-cik-0000320193"))
            #expect(filings.count == 1_988)
            #expect(filings.first?["filedOn"] == "1994-01-26")
            try await check("cik-0000320193", names, log)
            let found = try await log.models.companies(matching: "apple computer inc")
            #expect(found.map(\.name) == ["Apple Inc."])
            #expect(try await log.models.companies(matching: "320193") == found)
        }
    }

    private func check(_ key: String, _ names: [String], _ log: ReadModelLog) async throws {
        let filings = try await log.models.filings(of: StreamName(stored: "company-" + key))
        let counted = try Figures(names)
        #expect(filings.count == counted.filings, "\(key)")
        #expect(filings.compactMap { $0["form"]?.stringValue }.tally == counted.byForm, "\(key)")
        let items = filings.flatMap { filing -> Set<String> in
            guard EightKItem.isFamily(form: filing["form"]?.stringValue ?? "") else { return [] }
            return Set(filing["items"]?.arrayValue?.compactMap(\.stringValue) ?? [])
        }
        #expect(items.tally == counted.byItem, "\(key)")
        let amendments = filings.count { $0["form"]?.stringValue?.hasSuffix("/A") ?? false }
        #expect(amendments == counted.amendments, "\(key)")
    }
}

/// The sums of the figures of several files.
private struct Figures {
    private(set) var filings = 0
    private(set) var amendments = 0
    private(set) var byForm: [String: Int] = [:]
    private(set) var byItem: [String: Int] = [:]

    init(_ names: [String]) throws {
        for name in names {
            let figures = try SubmissionsCorpus.figures(of: name)
            filings += figures["filings"]?.integerValue.map { Int($0) } ?? 0
            amendments += figures["amendments"]?.integerValue.map { Int($0) } ?? 0
            byForm.merge(figures["filings_by_form"]?.counts ?? [:], uniquingKeysWith: +)
            byItem.merge(figures["eight_k_family_items"]?.counts ?? [:], uniquingKeysWith: +)
        }
    }
}

extension JSONValue {
    fileprivate var counts: [String: Int] {
        var counts: [String: Int] = [:]
        for member in objectValue ?? [:] {
            counts[member.name] = member.value.integerValue.map { Int($0) }
        }
        return counts
    }
}

extension Sequence where Element: Hashable {
    fileprivate var tally: [Element: Int] { reduce(into: [:]) { $0[$1, default: 0] += 1 } }
}
