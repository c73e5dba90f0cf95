import CanonicalJSON
import Filings
import Ingestion
import Testing

struct CompaniesHouseFilingTests {
    private func read(_ items: JSONValue...) throws -> SourceReading {
        try CompaniesHouse().read(HistoryFixture(items).document())
    }

    private func filing(_ members: [(String, JSONValue)]) throws -> FilingListed {
        try #require(read(HistoryFixture.item("T1", members)).filings.first)
    }

    @Test func `a row becomes a filing of the company's stream`() throws {
        let reading = try read(
            HistoryFixture.item(
                "MzE1",
                [
                    ("type", "TM01"), ("category", "officers"), ("subcategory", "termination"),
                    ("action_date", "2024-06-29"), ("pages", 2), ("barcode", nil),
                    ("description", "termination-director-company-with-name-termination-date"),
                    (
                        "description_values",
                        ["officer_name": "Ada Miller", "termination_date": "2024-06-28"]
                    ),
                ]))
        #expect(reading.refusals.isEmpty)
        let finding = try #require(reading.findings.first)
        #expect(finding.stream.text == "company-uk-01999990")
        #expect(finding.event.id == "companies-house:01999990/MzE1")
        #expect(finding.event.tags == ["accession:MzE1"])
        #expect(finding.event.publishedAt == nil)
        #expect(finding.place.description == "filing_page.json, items[0]")
        let filing = try #require(reading.filings.first)
        #expect(filing.register == "companies-house")
        #expect(filing.reader == "companies-house")
        #expect(filing.filer == "01999990")
        #expect(filing.form == "TM01")
        #expect(filing.category == "officers")
        #expect(filing.filedOn.text == "2024-06-30")
        #expect(
            filing.title
                == "Termination director company with name termination date: "
                + "officer name Ada Miller, termination date 2024-06-28")
        #expect(
            filing.details == [
                "actionDate": "2024-06-29", "pages": 2, "subcategory": "termination",
                "description": "termination-director-company-with-name-termination-date",
                "descriptionValues": [
                    "officer_name": "Ada Miller", "termination_date": "2024-06-28",
                ],
            ])
        let event = finding.event.event
        #expect(try FilingEvent(type: event.type, data: event.data) == event)
    }

    @Test(
        arguments: [
            ("legacy", ["description": "Particulars of a charge"], "Particulars of a charge"),
            ("legacy", [:], "Legacy"),
            ("resolution", ["description": "Resolutions"], "Resolution: description Resolutions"),
            ("gazette-dissolved-liquidation", nil, "Gazette dissolved liquidation"),
            (
                "capital-allotment-shares",
                ["capital": [["currency": "GBP", "figure": "99,999"]], "date": "2014-07-31"],
                "Capital allotment shares: date 2014-07-31"
            ),
            (
                "change-registered-office-address-company", ["old_address": " 2 Castle View "],
                "Change registered office address company: old address 2 Castle View"
            ),
            ("some-key-of-next-year", ["a_new_value": "x"], "Some key of next year: a new value x"),
        ] as [(JSONValue, JSONValue?, String)])
    func `a title is read from the key and the values`(
        key: JSONValue, values: JSONValue?, title: String
    ) throws {
        let filing = try filing([("description", key), ("description_values", values ?? nil)])
        #expect(filing.title == title)
    }

    @Test(arguments: [
        ("2015-07-31", "2015-07-31"), ("2015-07-31T00:00:00.000Z", "2015-07-31"),
        ("31/07/2015", nil), ("", nil),
    ])
    func `the period is the day to which accounts are made up`(
        text: String, day: String?
    ) throws {
        let filing = try filing([("description_values", ["made_up_date": .string(text)])])
        #expect(filing.periodOfReport?.text == day)
    }

    @Test(
        arguments: [
            ("2024-06-28", nil), ("2024-06-29", "2024-06-29"), (nil, nil),
        ] as [(JSONValue?, JSONValue?)])
    func `a day of action that only repeats another is left out, as streams leave it out`(
        date: JSONValue?, kept: JSONValue?
    ) throws {
        let filing = try filing([
            ("action_date", date ?? nil),
            ("description_values", ["officer_name": "A", "termination_date": "2024-06-28"]),
        ])
        #expect(filing.details["actionDate"] == kept)
    }

    private static func links(_ host: String) -> JSONValue {
        [
            "self": .string("/company/\(HistoryFixture.number)/filing-history/T1"),
            "document_metadata": .string("https://\(host).example/document/1"),
        ]
    }

    @Test func `links are no content and children are`() throws {
        let child: JSONValue = ["type": "SH01", "links": ["self": "/a"], "delta_at": "1"]
        let same: JSONValue = ["type": "SH01", "links": ["self": "/b"], "delta_at": "2"]
        let first = try filing([("associated_filings", [child]), ("links", Self.links("one"))])
        let second = try filing([("associated_filings", [same]), ("links", Self.links("two"))])
        #expect(first.comparable == second.comparable)
        #expect(first.details["associatedFilings"] == [["type": "SH01"]])
        let third = try filing([("associated_filings", [child, same])])
        #expect(third.comparable != first.comparable)
    }

    @Test func `columns and forms that nobody knows are kept`() throws {
        let filing = try filing([
            ("type", "ZZ99"), ("category", "something-new"), ("subcategory", ["a", "b"]),
            ("new_column", ["share": .double(0.5), "nothing": nil]), ("annotations", []),
        ])
        #expect(filing.form == "ZZ99")
        #expect(filing.category == "something-new")
        #expect(filing.details["subcategory"] == ["a", "b"])
        #expect(filing.details["new_column"] == ["share": "0.5"])
        #expect(filing.details["annotations"] == nil)
    }

    @Test(
        arguments: [
            ([("transaction_id", nil)], "no transaction_id"), ([("type", "")], "T1 has no type"),
            ([("date", "2024-02-30")], "T1: date \"2024-02-30\" is no day of the calendar"),
            ([("date", nil)], "T1: date \"\" is no day of the calendar"),
            (
                [("links", ["self": "/company/SC123456/filing-history/T1"])],
                "T1 is a filing of SC123456"
            ),
        ] as [([(String, JSONValue)], String)])
    func `a row that cannot be taken is refused, the others are taken`(
        members: [(String, JSONValue)], reason: String
    ) throws {
        let reading = try read(HistoryFixture.item("T2"), HistoryFixture.item("T1", members))
        #expect(reading.refusals.map(\.description) == ["filing_page.json, items[1]: \(reason)"])
        #expect(reading.filings.map(\.accession) == ["T2"])
        #expect(reading.listing == .init(name: "companies-house 01999990", isComplete: false))
    }

    @Test func `a page of everything is a whole list, the oldest filing first`() throws {
        let reading = try CompaniesHouse().read(HistoryFixture(count: 3).document())
        #expect(reading.filings.map(\.accession) == ["T1", "T2", "T3"])
        #expect(reading.listing == .init(name: "companies-house 01999990", isComplete: true))
        #expect(reading.coverage.texts == ["GB-01999990 complete"])
        #expect(reading.furtherParts == [])
    }

    @Test func `a page of some names the rest`() throws {
        let reading = try CompaniesHouse().read(HistoryFixture(count: 5).document(from: 0, most: 2))
        #expect(reading.listing?.isComplete == false)
        #expect(reading.coverage == [])
        #expect(
            reading.furtherParts == [
                .init(name: "GB-01999990-filing-history-2.json", filings: 3)
            ])
        #expect(
            reading.notes == [
                "start": "0", "count": "2", "total": "5", "newest": "T5", "oldest": "T4",
                "status": "filing-history-available",
            ])
    }

    @Test func `a start that is written as a text is one`() throws {
        guard var page = HistoryFixture(count: 3).page(from: 2, most: 1).objectValue else { return }
        page["start_index"] = "2"
        let reading = try CompaniesHouse().read(
            SourceDocument(name: "filing_page.json", bytes: JSONValue.object(page).canonicalBytes))
        #expect(reading.notes["start"] == "2")
        #expect(reading.listing?.isComplete == false)
        #expect(reading.furtherParts == [])
    }

    @Test func `a page without links is of the company in its name, else of none`() throws {
        let item = HistoryFixture.item("T1", [("links", nil)])
        let page = HistoryFixture([item])
        let named = try CompaniesHouse().read(page.document("GB-sc1234-filing-history-0.json"))
        #expect(named.findings.first?.stream.text == "company-uk-sc001234")
        #expect(throws: SourceError.self) { try CompaniesHouse().read(page.document()) }
    }

    @Test(arguments: [
        ("<html>Service unavailable</html>", "an HTML or XML page"),
        ("[]", "JSON that is not an object"), ("{\"cik\":1}", "JSON with the members cik"),
        ("{\"items\":[]}", "JSON with the members items"),
    ])
    func `a document of another kind is named as such`(text: String, found: String) {
        let document = SourceDocument(name: "GB-01999990.json", bytes: Array(text.utf8))
        #expect {
            try CompaniesHouse().read(document)
        } throws: { error in
            guard case SourceError.wrongKind(_, _, let named) = error else { return false }
            return named == found
        }
    }

    @Test func `every proper beginning of a page is refused`() {
        let whole = HistoryFixture(count: 1).document().bytes
        for length in 0..<whole.count {
            let cut = SourceDocument(name: "filing_page.json", bytes: Array(whole.prefix(length)))
            #expect(throws: SourceError.self) { try CompaniesHouse().read(cut) }
        }
    }

    @Test(arguments: [
        ("GB-07310390.json", true), ("GB-07310390-filing-history-0@2024-01-02.json", true),
        ("stream-filings@2024-01-02.ndjson", true), ("filing_history.json", true),
        ("company_profile.json", true), ("company_tickers.json", false), ("README.md", false),
        ("GB-07310390.json.gz", false), ("charges_x.json", false), ("other.ndjson", false),
    ])
    func `a folder's files are chosen by name`(name: String, isRead: Bool) {
        #expect(CompaniesHouse().reads(fileNamed: name) == isRead)
    }
}
