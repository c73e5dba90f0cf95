import CanonicalJSON
import Filings
import Ingestion
import Testing

/// Every header of the corpus, against figures counted by another program.
@Suite(.enabled(if: SubmissionsCorpus.isThere))
struct HeaderFiguresTests {
    private static var folder: String { (SubmissionsCorpus.root ?? "") + "/edgar/sgml" }

    static let names: [String] = {
        guard SubmissionsCorpus.isThere else { return [] }
        let files = try? SourceFile.files(at: [folder], for: EdgarHeader())
        return (files ?? []).map { String($0.path.dropFirst(folder.count + 1)) }
    }()

    private static func reading(_ name: String) throws -> SourceReading {
        try EdgarHeader().read(SourceFile(path: "\(folder)/\(name)").document())
    }

    @Test func `there are headers to read`() { #expect(Self.names.count == 22) }

    @Test(arguments: names)
    func `a header says what was counted`(name: String) throws {
        let figures = try #require(
            SubmissionsCorpus.figures()["files"]?["edgar/sgml/\(name)"] ?? nil)
        let reading = try Self.reading(name)
        #expect(reading.refusals == [])
        let filings = reading.filings
        let ciks = figures["ciks_in_header"]?.texts?.compactMap(\.self) ?? []
        #expect(Set(filings.map(\.filer)) == Set(ciks))
        #expect(Int64(filings.count) == figures["ciks_in_header_count"]?.integerValue)
        let former = reading.names.filter { $0.kind == .former }.map(\.name)
        // Counted in colon style only, and twice where a filer has two blocks.
        let counted = figures["former_names"]?.texts?.compactMap(\.self) ?? []
        #expect(counted.isEmpty || Set(former) == Set(counted))
        let isPrivate = figures["private_to_public"]?.boolValue ?? false
        for finding in reading.findings {
            guard case .filingListed(let filing) = finding.event.event else { continue }
            #expect(filing.accession == figures["accession"]?.stringValue)
            #expect(filing.form == figures["type"]?.stringValue)
            #expect(digits(filing.filedOn) == figures["filed"]?.stringValue)
            #expect(filing.periodOfReport.map(digits) == figures["period"]?.stringValue)
            #expect(filing.acceptedText == figures["acceptance_eastern"]?.stringValue)
            #expect(
                filing.details["changedOn"]?.stringValue?.filter { $0 != "-" }
                    == figures["changed"]?.stringValue)
            #expect(
                filing.details["publicDocumentCount"]?.integerValue.map { "\($0)" }
                    == figures["documents"]?.stringValue)
            #expect((filing.details["privateToPublic"] == true) == isPrivate)
            #expect((finding.event.publishedAt == nil) == (filing.acceptedText == nil || isPrivate))
            if isPrivate { #expect(try #require(filing.releasedOn) > filing.filedOn) }
            expectItems(of: filing, figures)
        }
    }

    private func digits(_ day: CivilDay) -> String { day.text.filter { $0 != "-" } }

    private func expectItems(of filing: FilingListed, _ figures: JSONValue) {
        let counted = (figures["items"]?.texts ?? []).compactMap(\.self)
            .map { $0.filter { $0 != "\r" } }
        guard EightKItem.isFamily(form: filing.form) else {
            #expect(filing.itemsText == (counted.isEmpty ? nil : counted.joined(separator: ",")))
            return
        }
        #expect(filing.itemsText == nil)
        #expect(filing.items.count == counted.count)
        let titles = (filing.details["itemTitles"]?.texts ?? []).compactMap(\.self)
        #expect(titles.isEmpty ? filing.items == counted : titles == counted)
        #expect(!filing.itemMeanings.contains(nil))
    }

    @Test func `former names are told apart by their first days`() throws {
        let former = try Self.reading("MultipleFormerCompaniesHeader.txt").names.dropFirst()
        #expect(former.map(\.from?.text) == ["2018-03-09", "2017-06-21", "2011-10-07"])
        #expect(Set(former.map(\.name)).count == 2)
        let tags = try Self.reading("0001493152-25-001317.nc.gz").names.dropFirst()
        #expect(tags.map(\.from?.text) == ["2006-09-20", "1993-10-19", "1993-03-28"])
    }

    @Test func `the header tells the clock of a filing that two files show differently`() throws {
        let reading = try Self.reading("0000320193-22-000061.txt")
        let instants = Set(reading.findings.compactMap(\.event.publishedAt?.text))
        #expect(instants == ["2022-05-06T22:30:57.000000Z"])
        #expect(Set(reading.filings.map(\.roles)) == [["Issuer"], ["Reporting"]])
    }

    @Test func `a header agrees with the filer's own list`() throws {
        var compared = 0
        let lists = try SubmissionsCorpus.names.flatMap { name in
            try SubmissionsCorpus.reading(name).findings
        }
        for header in try Self.names.flatMap({ try Self.reading($0).findings }) {
            guard case .filingListed(let filing) = header.event.event else { continue }
            for listed in lists where listed.event.id == header.event.id {
                guard case .filingListed(let row) = listed.event.event else { continue }
                compared += 1
                #expect(row.filedOn == filing.filedOn)
                #expect(row.items == filing.items, "\(filing.accession)")
                #expect(row.act == filing.act, "\(filing.accession)")
                #expect(row.fileNumber == filing.fileNumber, "\(filing.accession)")
                #expect(row.filmNumber == filing.filmNumber, "\(filing.accession)")
                #expect(row.periodOfReport == filing.periodOfReport, "\(filing.accession)")
                if let time = listed.event.publishedAt, let own = header.event.publishedAt {
                    #expect(time == own, "\(filing.accession)")
                }
            }
        }
        #expect(compared > 5)
    }
}
