import CanonicalJSON
import Filings
import Ingestion
import Testing

/// Snapshots of the same files at different times, as a cron job would meet them.
@Suite(.enabled(if: SubmissionsCorpus.isThere))
struct SubmissionsSnapshotTests {
    private static func name(_ path: JSONValue?) -> String {
        String((path?.stringValue ?? "").split(separator: "/").last ?? "")
    }

    @Test func `a later snapshot adds what is new and contradicts nothing`() async throws {
        let pairs = try SubmissionsCorpus.figures()["submissions"]?["snapshot_pairs"]?.objectValue
        #expect(pairs?.members.count == 8)
        for pair in pairs?.members ?? [] {
            let log = MemoryLog()
            let files = [Self.name(pair.value["older"]), Self.name(pair.value["newer"])]
                .map { SubmissionsCorpus.file($0) }
            let ingester = Ingester(into: log)
            _ = try await ingester.ingest([files[0]], from: EdgarSubmissions())
            let report = try await ingester.ingest([files[1]], from: EdgarSubmissions())
            let added = report.appendedByType["filing.listed"] ?? 0
            #expect(Int64(added) == pair.value["new"]?.integerValue, "\(pair.name)")
            #expect(report.conflicts == [], "\(pair.name)")
            #expect(report.appendedByType["company.named"] == nil, "\(pair.name)")
            let changed = pair.value["changed_top_level"]?.texts ?? []
            let described = report.appendedByType["company.described"] != nil
            let members: Set = ["fiscalYearEnd", "addresses", "phone", "stateOfIncorporation"]
            #expect(!described || changed.contains { members.contains($0 ?? "") }, "\(pair.name)")
            let identified = report.appendedByType["company.identified"] != nil
            #expect(identified == changed.contains("tickers"), "\(pair.name)")
        }
    }

    @Test func `all files twice in a row append nothing the second time`() async throws {
        let log = MemoryLog()
        let files = try SourceFile.files(
            at: [SubmissionsCorpus.folder], for: EdgarSubmissions())
        let first = try await Ingester(into: log).ingest(files, from: EdgarSubmissions())
        #expect(first.failures == [])
        #expect(first.refusals == [])
        #expect(first.conflicts == [])
        #expect(first.repeated == 0)
        let second = try await Ingester(into: log).ingest(files, from: EdgarSubmissions())
        #expect(second.appendedByType == [:])
        #expect(second.history.contains { $0.answer == "unchanged" })
        await log.forgetSources()
        let third = try await Ingester(into: log).ingest(files, from: EdgarSubmissions())
        #expect(third.appendedByType == [:])
        #expect(third.read == first.read)
        #expect(third.known == third.read)
        let accessions = await log.all.compactMap { recorded -> String? in
            guard case .filingListed(let filing) = recorded.event else { return nil }
            return filing.accession
        }
        let distinct = try SubmissionsCorpus.figures()["submissions"]?[
            "distinct_accessions_over_all_submissions_files"]?.integerValue
        #expect(Int64(Set(accessions).count) == distinct)
    }

    @Test func `both clocks give every common filing one instant`() throws {
        let older = try SubmissionsCorpus.reading("CIK0000789019@2022-09-18.json")
        let newer = try SubmissionsCorpus.reading("CIK0000789019@20260203T120703Z.json")
        var instants: [String: Instant] = [:]
        for finding in older.findings { instants[finding.event.id] = finding.event.publishedAt }
        let common = newer.findings.filter { instants[$0.event.id] != nil }
        #expect(common.count == 455)
        #expect(common.allSatisfy { $0.event.publishedAt == instants[$0.event.id] })
    }

    @Test func `a filing of several filers is the same filing in each one's file`() throws {
        var filings: [String: FilingListed] = [:]
        var shared: [String: Set<String>] = [:]
        for name in SubmissionsCorpus.names {
            for filing in try SubmissionsCorpus.reading(name).filings {
                let other = filings[filing.accession] ?? filing
                filings[filing.accession] = filing
                if other.filer != filing.filer {
                    shared[filing.accession, default: []].formUnion([other.filer, filing.filer])
                }
                guard other.sameFiling(as: filing) else {
                    Issue.record("\(filing.accession): \(other.data) and \(filing.data)")
                    return
                }
            }
        }
        #expect(shared.count == 245)
    }

    @Test func `a company's whole history is its file and its overflow page`() async throws {
        let log = MemoryLog()
        let files = [
            "CIK0000320193@2023-09-04.json", "CIK0000320193-submissions-001@2023-09-04.json",
        ]
        .map { SubmissionsCorpus.file($0) }
        let report = try await Ingester(into: log).ingest(files, from: EdgarSubmissions())
        #expect(report.appendedByType["filing.listed"] == 1988)
        #expect(report.partsNotRead == [])
        let filings = await log.all.compactMap { recorded -> FilingListed? in
            guard case .filingListed(let filing) = recorded.event else { return nil }
            return filing
        }
        #expect(filings.map(\.filedOn.text).min() == "1994-01-26")
        #expect(filings.count { $0.form == "8-K" } == 207)
        #expect(filings.count { $0.form.hasSuffix("/A") } == 80)
        let old = filings.map { $0.items.joined(separator: ",") }
            .filter { !$0.isEmpty && !$0.contains(".") }
        #expect(
            old.tally == [
                "12,7": 4, "7,9": 2, "5,7": 5, "2": 6, "1": 3, "4": 3, "5": 1, "7": 2,
            ])
    }

    @Test func `every event's data read back is the same event`() throws {
        for name in SubmissionsCorpus.names {
            for finding in try SubmissionsCorpus.reading(name).findings {
                let event = finding.event.event
                #expect(try FilingEvent(type: event.type, data: event.data) == event)
            }
        }
    }
}
