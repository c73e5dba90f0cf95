import CanonicalJSON
import Filings
import Ingestion
import Testing

/// Real answers of filings.xbrl.org, against figures counted by another program.
@Suite(.enabled(if: CorpusFolder.isThere))
struct XBRLFilingsCorpusTests {
    private static let names = CorpusFolder.names(in: "xbrl-filings")

    private func read(_ name: String) throws -> SourceReading {
        try XBRLFilings().read(CorpusFolder.document("xbrl-filings/\(name)"))
    }

    @Test func `there are files to read`() { #expect(Self.names.count == 54) }

    @Test(arguments: names)
    func `an answer's filings are those that were counted, and an error is one`(
        name: String
    ) throws {
        let figures = try CorpusFolder.figures()["files"]?["xbrl-filings/\(name)"]
        if let errors = figures?["errors"]?.arrayValue {
            #expect {
                try read(name)
            } throws: { error in
                guard case SourceError.wrongKind(_, _, let found) = error else { return false }
                return found.contains(errors.first?["title"]?.stringValue ?? "-")
            }
            return
        }
        let reading = try read(name)
        #expect(reading.refusals == [])
        #expect(Int64(reading.filings.count) == figures?["data"]?.integerValue)
        let entities = figures?["included"]?["entity"]?.integerValue ?? 0
        #expect(Int64(reading.names.count) == entities)
        #expect(Int64(reading.identifiers.count) == entities)
        #expect(reading.notes["total"] == figures?["count"]?.integerValue.map { String($0) })
        #expect(reading.filings.allSatisfy { $0.form == "ESEF" })
        #expect(reading.filings.allSatisfy { $0.accession.hasPrefix($0.filer + "-") })
        for finding in reading.findings {
            let event = finding.event.event
            #expect(finding.stream.text.hasPrefix("company-lei-"))
            #expect(try FilingEvent(type: event.type, data: event.data) == event)
        }
    }

    @Test func `the same filing in two answers is the same filing`() throws {
        var filings: [String: FilingListed] = [:]
        var repeats = 0
        for name in Self.names {
            for filing in (try? read(name))?.filings ?? [] {
                if let other = filings[filing.accession] {
                    repeats += 1
                    #expect(other.comparable == filing.comparable)
                }
                filings[filing.accession] = filing
            }
        }
        #expect(filings.count == 77)
        #expect(repeats == 10)
    }

    @Test func `pages of one question make one list`() throws {
        let pages = try (0...2).map { try read("paging_czechia20dec.\($0).json") }
        #expect(Set(pages.flatMap(\.filings).map(\.accession)).count == 29)
        #expect(pages.map { $0.notes["next"] != nil } == [true, true, false])
        #expect(pages.allSatisfy { $0.listing == nil })
    }
}
