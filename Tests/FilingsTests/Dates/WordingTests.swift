import Testing

@testable import Filings

@Suite struct WordingTests {
    /// Wording, EDTF, first and last day, convention.
    @Test(arguments: [
        ("in June 2024", "2024-06", "2024-06-01", "2024-06-30", ""),
        ("June 2024", "2024-06", "2024-06-01", "2024-06-30", ""),
        ("Sept. 2025", "2025-09", "2025-09-01", "2025-09-30", ""),
        ("June '26", "2026-06", "2026-06-01", "2026-06-30", "two-digit-year=20YY@1"),
        ("2nd of July 2026", "2026-07-02", "2026-07-02", "2026-07-02", ""),
        ("July 2, 2026", "2026-07-02", "2026-07-02", "2026-07-02", ""),
        ("July 2nd, 2026", "2026-07-02", "2026-07-02", "2026-07-02", ""),
        ("on 2 July 2026", "2026-07-02", "2026-07-02", "2026-07-02", ""),
        ("2026-07-02", "2026-07-02", "2026-07-02", "2026-07-02", ""),
        ("by 2026-07-02", "[..2026-07-02]", "open", "2026-07-02", "by=last-day-included@1"),
        ("13/07/2026", "2026-07-13", "2026-07-13", "2026-07-13", ""),
        ("07.07.2026", "2026-07-07", "2026-07-07", "2026-07-07", ""),
        ("MID-2026", "[2026-05..2026-08]", "2026-05-01", "2026-08-31", "mid-year=May-Aug@1"),
        ("mid‑2026", "[2026-05..2026-08]", "2026-05-01", "2026-08-31", "mid-year=May-Aug@1"),
        (
            "in the middle of 2026", "[2026-05..2026-08]", "2026-05-01", "2026-08-31",
            "mid-year=May-Aug@1"
        ),
        (
            "about mid-2026", "[2026-05~..2026-08~]", "2026-05-01", "2026-08-31",
            "mid-year=May-Aug@1"
        ),
        (
            "mid-to-late 2026", "[2026-05..2026-12]", "2026-05-01", "2026-12-31",
            "mid-year=May-Aug@1, late-year=Sep-Dec@1"
        ),
        (
            "early July 2026", "[2026-07-01..2026-07-10]", "2026-07-01", "2026-07-10",
            "early-month=1-10@1"
        ),
        (
            "mid-July 2026", "[2026-07-11..2026-07-20]", "2026-07-11", "2026-07-20",
            "mid-month=11-20@1"
        ),
        (
            "late February 2024", "[2024-02-21..2024-02-29]", "2024-02-21", "2024-02-29",
            "late-month=21-last@1"
        ),
        (
            "the beginning of 2026", "[2026-01..2026-03]", "2026-01-01", "2026-03-31",
            "start-of-year=Jan-Mar@1"
        ),
        ("end of 2026", "[2026-10..2026-12]", "2026-10-01", "2026-12-31", "end-of-year=Oct-Dec@1"),
        ("year-end 2026", "2026-12~", "2026-12-01", "2026-12-31", "year-end=Dec@1"),
        ("by year-end 2026", "[..2026-12-31]", "open", "2026-12-31", ""),
        ("by the end of June 2026", "[..2026-06-30]", "open", "2026-06-30", ""),
        ("before the end of 2026", "[..2026-12-31]", "open", "2026-12-31", ""),
        (
            "by mid-2026", "[..2026-08-31]", "open", "2026-08-31",
            "mid-year=May-Aug@1, by=last-day-included@1"
        ),
        ("before 2 July 2026", "[..2026-07-01]", "open", "2026-07-01", "before=day-before@1"),
        ("after 2 July 2026", "[2026-07-03..]", "2026-07-03", "open", "after=day-after@1"),
        ("after June 2026", "[2026-07-01..]", "2026-07-01", "open", "after=day-after@1"),
        ("no later than 15 March 2026", "[..2026-03-15]", "open", "2026-03-15", ""),
        ("at the latest 15 March 2026", "[..2026-03-15]", "open", "2026-03-15", ""),
        ("15 March 2026 at the latest", "[..2026-03-15]", "open", "2026-03-15", ""),
        ("no earlier than Q2 2027", "[2027-04-01..]", "2027-04-01", "open", ""),
        ("from 2027 onwards", "[2027-01-01..]", "2027-01-01", "open", ""),
        ("June 2026 or later", "[2026-06-01..]", "2026-06-01", "open", ""),
        ("since 2024", "2024/..", "2024-01-01", "open", ""),
        ("until June 2026", "../2026-06", "open", "2026-06-30", "until=last-day-included@1"),
        ("circa 2026", "2026~", "2026-01-01", "2026-12-31", ""),
        ("c. June 2026", "2026-06~", "2026-06-01", "2026-06-30", ""),
        ("probably 2027", "2027?", "2027-01-01", "2027-12-31", ""),
        ("possibly around June 2026", "2026-06%", "2026-06-01", "2026-06-30", ""),
        ("expected in Q3 2026", "2026-35", "2026-07-01", "2026-09-30", ""),
        ("planned for the second half of 2026", "2026-41", "2026-07-01", "2026-12-31", ""),
        ("expected by 2027", "[..2027-12-31]", "open", "2027-12-31", "by=last-day-included@1"),
        ("1H26", "2026-40", "2026-01-01", "2026-06-30", "two-digit-year=20YY@1"),
        ("2H 2026", "2026-41", "2026-07-01", "2026-12-31", ""),
        ("3Q25", "2025-35", "2025-07-01", "2025-09-30", "two-digit-year=20YY@1"),
        ("Q3'25", "2025-35", "2025-07-01", "2025-09-30", "two-digit-year=20YY@1"),
        ("2025Q3", "2025-35", "2025-07-01", "2025-09-30", ""),
        ("3rd quarter 2025", "2025-35", "2025-07-01", "2025-09-30", ""),
        ("early Q3 2026", "2026-07", "2026-07-01", "2026-07-31", "early-quarter=first-month@1"),
        (
            "late H1 2026", "[2026-05..2026-06]", "2026-05-01", "2026-06-30",
            "late-half=last-two-months@1"
        ),
        ("spring 2026", "2026-21", "2026-03-01", "2026-05-31", "seasons=northern-meteorological@1"),
        (
            "winter of 2026", "2026-24", "2026-12-01", "2027-02-28",
            "seasons=northern-meteorological@1"
        ),
        ("late 2020s", "[2027..2029]", "2027-01-01", "2029-12-31", "late-decade=7-9@1"),
        ("the year 2026", "2026", "2026-01-01", "2026-12-31", ""),
        ("from May 2026 to August", "2026-05/2026-08", "2026-05-01", "2026-08-31", ""),
        ("from November to February 2027", "2026-11/2027-02", "2026-11-01", "2027-02-28", ""),
        ("4-6 May 2026", "2026-05-04/2026-05-06", "2026-05-04", "2026-05-06", ""),
        ("May 4–6, 2026", "2026-05-04/2026-05-06", "2026-05-04", "2026-05-06", ""),
        ("between 15 and 20 June 2026", "[2026-06-15..2026-06-20]", "2026-06-15", "2026-06-20", ""),
        (
            "between 15 March and June 2026", "[2026-03-15..2026-06-30]", "2026-03-15",
            "2026-06-30", ""
        ),
        (
            "between mid-2026 and early 2027", "[2026-05..2027-04]", "2026-05-01", "2027-04-30",
            "mid-year=May-Aug@1, early-year=Jan-Apr@1"
        ),
        ("2026 or 2027", "[2026,2027]", "2026-01-01", "2027-12-31", ""),
        ("Q2 or Q3 2026", "[2026-34,2026-35]", "2026-04-01", "2026-09-30", ""),
    ])
    func `English reads`(
        wording: String, edtf: String, first: String, last: String, convention: String
    ) throws {
        try expect(wording, edtf, first, last, convention)
    }

    @Test(arguments: [
        ("2026年7月2日", "2026-07-02", "2026-07-02", "2026-07-02", ""),
        ("2026年6月", "2026-06", "2026-06-01", "2026-06-30", ""),
        ("2026年", "2026", "2026-01-01", "2026-12-31", ""),
        ("2026年上半年", "2026-40", "2026-01-01", "2026-06-30", ""),
        ("2026年下半年", "2026-41", "2026-07-01", "2026-12-31", ""),
        ("2025年第三季度", "2025-35", "2025-07-01", "2025-09-30", ""),
        ("2025年3季度", "2025-35", "2025-07-01", "2025-09-30", ""),
        ("2026年底", "[2026-10..2026-12]", "2026-10-01", "2026-12-31", "end-of-year=Oct-Dec@1"),
        ("2026年中", "[2026-05..2026-08]", "2026-05-01", "2026-08-31", "mid-year=May-Aug@1"),
        ("2026年年初", "[2026-01..2026-03]", "2026-01-01", "2026-03-31", "start-of-year=Jan-Mar@1"),
        ("2026年6月中旬", "[2026-06-11..2026-06-20]", "2026-06-11", "2026-06-20", "mid-month=11-20@1"),
        ("2026年7月2日之前", "[..2026-07-01]", "open", "2026-07-01", "before=day-before@1"),
        ("2026年底前", "[..2026-12-31]", "open", "2026-12-31", ""),
        ("截至2026年6月30日", "[..2026-06-30]", "open", "2026-06-30", ""),
        ("约2026年9月", "2026-09~", "2026-09-01", "2026-09-30", ""),
        ("2026年5月至8月", "2026-05/2026-08", "2026-05-01", "2026-08-31", ""),
        ("2026 年 7 月 2 日", "2026-07-02", "2026-07-02", "2026-07-02", ""),
        ("预计2026年年中", "[2026-05..2026-08]", "2026-05-01", "2026-08-31", "mid-year=May-Aug@1"),
    ])
    func `Chinese reads`(
        wording: String, edtf: String, first: String, last: String, convention: String
    ) throws {
        try expect(wording, edtf, first, last, convention)
    }

    private func expect(
        _ wording: String, _ edtf: String, _ first: String, _ last: String, _ convention: String
    ) throws {
        let date = try UncertainDate.reading(wording)
        #expect(date.quoted == wording)
        #expect(date.edtf == edtf)
        #expect(date.earliest.json.stringValue ?? "null" == first)
        #expect(date.latest.json.stringValue ?? "null" == last)
        #expect(date.convention ?? "" == convention)
        try expectKept(date)
        let names = (date.convention ?? "").split(separator: ", ").map { String($0) }
        #expect(names.allSatisfy { name in DateConvention.all.contains { $0.name == name } })
    }

    /// A reading survives JSON, and its EDTF string has its bounds.
    private func expectKept(_ date: UncertainDate) throws {
        #expect(try UncertainDate(json: date.json) == date)
        let edtf = try #require(date.edtf)
        let again = try ExtendedDate(edtf)
        #expect(again.text == edtf)
        #expect(again.earliest == date.earliest && again.latest == date.latest)
    }

    @Test func `the corpus of phrases reads as it says`() throws {
        for json in try DateCorpus.cases("phrases.json") {
            let text = try #require(json["text"]?.stringValue)
            let date = try UncertainDate.reading(text)
            #expect(date.edtf == json["edtf"]?.stringValue, "\(text)")
            #expect(date.earliest == DateCorpus.bound(json["min"]), "\(text)")
            #expect(date.latest == DateCorpus.bound(json["max"]), "\(text)")
        }
    }

    @Test(arguments: [
        ("FY2026", 9, "[2025-10..2026-09]", "2025-10-01", "2026-09-30"),
        ("FY26 Q3", 9, "[2026-04..2026-06]", "2026-04-01", "2026-06-30"),
        ("Q1 FY26", 9, "[2025-10..2025-12]", "2025-10-01", "2025-12-31"),
        ("third quarter of fiscal 2026", 6, "[2026-01..2026-03]", "2026-01-01", "2026-03-31"),
        ("fiscal year 2026", 12, "2026", "2026-01-01", "2026-12-31"),
        ("FY26 Q3", 12, "2026-35", "2026-07-01", "2026-09-30"),
        ("first half of FY2027", 3, "[2026-04..2026-09]", "2026-04-01", "2026-09-30"),
        ("by the end of FY2026", 1, "[..2026-01-31]", "open", "2026-01-31"),
    ])
    func `a fiscal year reads with its end`(
        wording: String, end: Int, edtf: String, first: String, last: String
    ) throws {
        let date = try UncertainDate.reading(wording, fiscalYearEnd: end)
        #expect(date.edtf == edtf)
        #expect(date.earliest.json.stringValue == first)
        #expect(date.latest.json.stringValue == last)
        #expect(date.status == .derived)
        #expect(date.convention?.contains("fiscal-year=named-by-end@1") == true)
    }

    @Test(arguments: [
        (
            "",
            DateReadingError.invalid(.init(reason: .expected("a year of four digits"), position: 1))
        ),
        ("FY26 Q3", .fiscalYearEndMissing), ("soon", .notUnderstood("soon")),
        ("year", .notUnderstood("year")),
        ("early this month", .notUnderstood("early")), ("mid-yesterday", .notUnderstood("mid")),
        ("earlier June", .notUnderstood("earlier")), ("去年本月", .notUnderstood("本月")),
        ("June FY26", .notUnderstood("part of a fiscal year")),
        ("late to early 2026", .notUnderstood("to")), ("late to early July", .notUnderstood("to")),
        ("by", .notUnderstood("")), ("   ", .notUnderstood("")), ("in", .notUnderstood("")),
        ("15", .notUnderstood("15")), ("31 June 2026", .impossible(.noSuchDay("31"))),
        ("29 February 2026", .impossible(.noSuchDay("29"))),
        ("30 February", .impossible(.noSuchDay("30"))),
        ("between 2027 and 2026", .impossible(.endsBeforeItBegins)),
        ("between 2026", .notUnderstood("")), ("Q5 2026", .notUnderstood("q5")),
        ("July 2026 and more", .notUnderstood("and")),
        ("2026-Q3", .invalid(.init(reason: .expected("a month of two digits"), position: 6))),
        ("2026-06-30 ", .invalid(.init(reason: .trailing, position: 11))),
        ("2026/06/30", .invalid(.init(reason: .expected("a year of four digits"), position: 8))),
        ("20260630", .invalid(.init(reason: .trailing, position: 5))),
        ("32/13/2026", .impossible(.noSuchDay("32/13/2026"))),
        ("early FY2026", .notUnderstood("part of a fiscal year")), ("日", .notUnderstood("日")),
        ("2026年13月", .impossible(.noSuchMonth("13"))), ("2026年7月2日abc", .notUnderstood("abc")),
    ])
    func `a wording that says no date is refused`(wording: String, error: DateReadingError) {
        #expect(throws: error) { try UncertainDate.reading(wording) }
    }

    @Test(arguments: ["02/07/2026", "02.07.2026", "2-7-2026"])
    func `day and month in doubt are refused with both readings`(wording: String) throws {
        let (one, other) = (
            try #require(CivilDay("2026-07-02")), try #require(CivilDay("2026-02-07"))
        )
        #expect(throws: DateReadingError.ambiguous(one, other)) {
            try UncertainDate.reading(wording)
        }
        #expect(
            DateReadingError.ambiguous(one, other).description
                == "The order of day and month is not clear: it is either 2026-07-02 or 2026-02-07."
        )
    }

    @Test func `the strings that EDTF refuses are not read as wordings`() throws {
        for json in try DateCorpus.cases("invalid.json") {
            let text = try #require(json["edtf"]?.stringValue)
            #expect(DateReading(of: text).valid == (text == "June 2026"), "\(text)")
        }
    }

    @Test func `conventions have one meaning each`() {
        #expect(Set(DateConvention.all.map(\.name)).count == DateConvention.all.count)
        #expect(
            DateConvention.all.allSatisfy { $0.name.hasSuffix("@1") && $0.meaning.hasSuffix(".") })
    }
}
