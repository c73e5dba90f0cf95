import CanonicalJSON
import EventStorage
import Filings
import Testing

@testable import Ingestion

/// Real walks against figures counted by another program, and against each other.
@Suite(.enabled(if: SubmissionsCorpus.isThere))
struct LatestCorpusTests {
    @Test(arguments: LatestCorpus.walks)
    func `a walk's entries are those that were counted`(walk: String) throws {
        let figures = try #require(try LatestCorpus.figures(of: walk))
        let readings = try LatestCorpus.readings(of: walk)
        #expect(readings.flatMap(\.refusals) == [])
        let entries = readings.compactMap { $0.notes["entries"].flatMap { Int64($0) } }
        #expect(Int64(readings.count) == figures["pages"]?.integerValue)
        #expect(entries.reduce(0, +) == figures["entries"]?.integerValue)
        let filings = readings.flatMap(\.filings)
        let keys = readings.reduce(into: Set<String>()) { $0.formUnion($1.entryKeys) }
        let filers = Dictionary(grouping: filings, by: \.accession)
            .mapValues { Set($0.map(\.filer)) }
        let counts: [(String, Int)] = [
            ("distinct_accessions", filers.count),
            ("distinct_entry_keys", keys.count),
            ("distinct_ciks", Set(filings.map(\.filer)).count),
            ("accessions_with_more_than_one_cik", filers.values.count { $0.count > 1 }),
            ("eight_k_accessions", Self.accessions(filings) { $0.form == "8-K" }),
            ("amendment_accessions", Self.accessions(filings) { $0.form.hasSuffix("/A") }),
        ]
        for (figure, count) in counts {
            #expect(Int64(count) == figures[figure]?.integerValue, "\(figure)")
        }
        let ends = [readings.compactMap { $0.notes["oldest"] }.min(), readings[0].notes["newest"]]
        let counted = ["min_updated", "max_updated"].map { name in
            figures[name]?.stringValue.flatMap { Instant($0)?.text }
        }
        #expect(ends == counted)
    }

    private static func accessions(
        _ filings: [FilingListed], where isCounted: (FilingListed) -> Bool
    ) -> Int {
        Set(filings.filter(isCounted).map(\.accession)).count
    }

    @Test(arguments: LatestCorpus.walks)
    func `a walk's 8-K items are those that were counted, and all have a meaning`(
        walk: String
    ) throws {
        let figures = try #require(try LatestCorpus.figures(of: walk))
        var items: [String: Set<String>] = [:]
        for reading in try LatestCorpus.readings(of: walk) {
            for filing in reading.filings where !filing.items.isEmpty {
                #expect(!filing.itemMeanings.contains(nil))
                // Counted for Form 8-K itself, without its amendments and variants.
                if filing.form != "8-K" { continue }
                items[filing.accession, default: []].formUnion(filing.items)
            }
        }
        #expect(
            items.values.flatMap(\.self).tally == figures["eight_k_items_by_accession"]?.counts)
    }

    @Test func `what is new in each walk is what a search of the texts finds new`() throws {
        var before: (read: Set<String>, found: Set<String>) = ([], [])
        var news: [Int] = []
        for walk in LatestCorpus.walks {
            var now: (read: Set<String>, found: Set<String>) = ([], [])
            for reading in try LatestCorpus.readings(of: walk) {
                now.read.formUnion(reading.entryKeys)
            }
            for page in try LatestCorpus.pages(of: walk) {
                now.found.formUnion(try LatestCorpus.scan(page))
            }
            #expect(now.read == now.found)
            let new = now.read.subtracting(before.read)
            #expect(new == now.found.subtracting(before.found))
            news.append(new.count)
            before = now
        }
        #expect(news == [5053, 10, 0, 4])
    }

    @Test func `each walk reads down to the one before, and misses nothing`() throws {
        var log: Set<String> = []
        var mark: [String: SourceCheckpoint] = [:]
        var pagesRead: [Int] = []
        var seen: Set<String> = []
        for name in LatestCorpus.walks {
            let pages = try LatestCorpus.readings(of: name)
            var walk = try EdgarLatest().walk(
                IngestOrder(now: Instant(microsecondsSinceEpoch: 0)), checkpoints: mark)
            var count = 0
            while let request = walk.next() {
                let index = try #require(LatestWalkCase.start(of: request)) / 100
                var page = WalkedPage(request: request, answer: .pastTheEnd)
                if index < pages.count {
                    let reading = pages[index]
                    let ids = reading.findings.map(\.event.id)
                    page.answer = .content
                    page.reading = reading
                    page.known = ids.count { log.contains($0) }
                    log.formUnion(ids)
                    count += 1
                }
                walk.take(page)
            }
            pagesRead.append(count)
            #expect(walk.coverage.map(\.state) == [.complete])
            var checkpoint = SourceCheckpoint(
                source: "edgar-latest", part: "getcurrent",
                readAt: Instant(microsecondsSinceEpoch: 0))
            checkpoint.state = walk.state(of: "getcurrent")
            mark = ["getcurrent": checkpoint]
            for page in pages {
                seen.formUnion(page.findings.map(\.event.id))
            }
            #expect(seen.subtracting(log) == [])
        }
        #expect(pagesRead == [51, 2, 2, 2])
    }

    @Test func `a filing of the feed is the same filing in the filer's own file`() throws {
        var listed: [String: SourceReading.Finding] = [:]
        for reading in try LatestCorpus.readings(of: LatestCorpus.walks[3]) {
            for finding in reading.findings {
                listed[finding.event.id] = finding
            }
        }
        var common = 0
        for name in SubmissionsCorpus.names {
            for finding in try SubmissionsCorpus.reading(name).findings {
                guard case .filingListed(let filing) = finding.event.event,
                    let other = listed[finding.event.id],
                    case .filingListed(let latest) = other.event.event
                else { continue }
                common += 1
                #expect(finding.event.publishedAt == other.event.publishedAt)
                #expect(finding.event.source == other.event.source)
                #expect(filing.filedOn == latest.filedOn)
                #expect(filing.items == latest.items)
                #expect(filing.itemsText == latest.itemsText)
            }
        }
        #expect(common == 3)
    }

    @Test func `every event's data read back is the same event`() throws {
        for finding in try LatestCorpus.readings(of: LatestCorpus.walks[0])[0].findings {
            let event = finding.event.event
            #expect(try FilingEvent(type: event.type, data: event.data) == event)
        }
    }

    @Test func `the page behind the end, and the small and the quiet feeds`() throws {
        let root = SubmissionsCorpus.root ?? ""
        let past = try SourceFile(
            path: "\(root)/edgar/atom/\(LatestCorpus.walks[1])/start-5100.http503.html"
        ).document()
        let answer = RawAnswer(status: 503, body: past.bytes)
        func meaning(_ start: Int) -> SourceAnswer {
            EdgarLatest().meaning(
                of: answer, to: SourceRequest(part: "getcurrent", url: "/?start=\(start)&count=100")
            )
        }
        #expect(meaning(5100) == .pastTheEnd)
        #expect(meaning(0) == .broken(reason: "status 503"))
        #expect(throws: SourceError.self) { try EdgarLatest().read(past) }
        let sunday = try EdgarLatest().read(
            SourceFile(path: "\(root)/edgar/atom-company/getcurrent-20210418-sunday.atom")
                .document())
        #expect(sunday.notes["entries"] == "40")
        #expect(Set(sunday.filings.map(\.accession)).count == 15)
        #expect(throws: SourceError.self) {
            try EdgarLatest().read(
                SourceFile(path: "\(root)/edgar/atom-company/AAPL-all.atom").document())
        }
    }
}
