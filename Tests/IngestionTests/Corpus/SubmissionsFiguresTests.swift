import CanonicalJSON
import Filings
import Ingestion
import Testing

/// Every file of the corpus, against figures counted by another program.
@Suite(.enabled(if: SubmissionsCorpus.isThere))
struct SubmissionsFiguresTests {
    @Test func `there are files to read`() {
        #expect(SubmissionsCorpus.names.count == 31)
        #expect(SHA1.hexadecimal(of: "abc") == "a9993e364706816aba3e25717850c26c9cd0d89d")
    }

    @Test(arguments: SubmissionsCorpus.names)
    func `a file's filings are those that were counted`(name: String) throws {
        let reading = try SubmissionsCorpus.reading(name)
        let figures = try SubmissionsCorpus.figures(of: name)
        let filings = reading.filings
        #expect(reading.refusals == [])
        #expect(Int64(filings.count) == figures["filings"]?.integerValue)
        guard !filings.isEmpty else { return }
        let accessions = Set(filings.map(\.accession))
        #expect(Int64(accessions.count) == figures["distinct_accessions"]?.integerValue)
        let list = accessions.sorted().joined(separator: "\n")
        #expect(SHA1.hexadecimal(of: list) == figures["accessions_sha1"]?.stringValue)
        let days = filings.map(\.filedOn)
        #expect(days.min()?.text == figures["first_filing_date"]?.stringValue)
        #expect(days.max()?.text == figures["last_filing_date"]?.stringValue)
        #expect(days.map { String($0.year) }.tally == figures["filings_by_year"]?.counts)
        #expect(filings.map(\.form).tally == figures["filings_by_form"]?.counts)
        let blanks: [(String, Int)] = [
            ("without_primary_document", filings.count { $0.primaryDocument == nil }),
            ("without_report_date", filings.count { $0.periodOfReport == nil }),
            ("without_file_number", filings.count { $0.fileNumber == nil }),
            ("amendments", filings.count { $0.form.hasSuffix("/A") }),
        ]
        for (figure, count) in blanks {
            #expect(Int64(count) == figures[figure]?.integerValue, "\(figure)")
        }
    }

    @Test(arguments: SubmissionsCorpus.names)
    func `a file's 8-K items are those that were counted, and all have a meaning`(
        name: String
    ) throws {
        let filings = try SubmissionsCorpus.reading(name).filings
        let figures = try SubmissionsCorpus.figures(of: name)
        guard !filings.isEmpty else { return }
        let family = filings.filter { EightKItem.isFamily(form: $0.form) }
        #expect(Int64(filings.count { $0.form == "8-K" }) == figures["eight_k"]?.integerValue)
        #expect(
            Int64(filings.count { $0.form == "8-K/A" })
                == figures["eight_k_amendments"]?.integerValue)
        let items = family.flatMap { Set($0.items) }
        #expect(items.tally == figures["eight_k_family_items"]?.counts)
        #expect(family.allSatisfy { !$0.itemMeanings.contains(nil) && $0.itemsText == nil })
        let others = filings.count { !EightKItem.isFamily(form: $0.form) && $0.itemsText != nil }
        #expect(Int64(others) == figures["non_8k_items_nonblank"]?.integerValue)
    }

    @Test(arguments: SubmissionsCorpus.names)
    func `a file's clock is the one that was judged`(name: String) throws {
        let filings = try SubmissionsCorpus.reading(name).filings
        let judged = try SubmissionsCorpus.figures(of: name)["acceptance_clock"]?.stringValue
        let clocks: [String?: FilingListed.Clock] = [
            "Eastern": .eastern, "UTC": .utc, "undecidable": .unknown,
        ]
        #expect(Set(filings.map(\.acceptedClock)) == (filings.isEmpty ? [] : [clocks[judged]]))
    }

    @Test(arguments: SubmissionsCorpus.names)
    func `a file's names and tickers are those that were counted`(name: String) throws {
        let reading = try SubmissionsCorpus.reading(name)
        let figures = try SubmissionsCorpus.figures(of: name)
        let current = reading.names.filter { $0.kind == .current }
        #expect(current.map(\.name) == [figures["name"]?.stringValue].compactMap(\.self))
        let former = reading.names.filter { $0.kind == .former }.map { named in
            [named.name, named.from?.text, named.to?.text]
        }
        let counted = (figures["formerNames"]?.arrayValue ?? []).map { entry in
            let texts = entry.texts ?? []
            return [texts[0]] + texts.dropFirst().map { $0.map { String($0.prefix(10)) } }
        }
        #expect(former == counted)
        let tickers = reading.identifiers.filter { $0.scheme == "ticker" }.map(\.value)
        #expect(tickers == figures["tickers"]?.texts ?? [])
        #expect(reading.identifiers.allSatisfy { $0.verdict != "bad" && $0.verdict != "malformed" })
        let parts = reading.furtherParts.map { $0.filings }
        #expect(
            parts == figures["overflow"]?.arrayValue?.map {
                $0.texts == nil ? nil : $0.arrayValue?[1].integerValue
            } ?? [])
    }
}
