import Testing

@testable import Ingestion

struct LatestTitleTests {
    @Test(
        arguments: [
            ("4 - Doe Jane (0001999990) (Reporting)", "4", "Doe Jane", "Reporting"),
            ("10-K - QUARRY LANE CO (0001999990) (Filer)", "10-K", "QUARRY LANE CO", "Filer"),
            ("SC 13D/A - A - B (0001999990) (Filed by)", "SC 13D/A", "A - B", "Filed by"),
            (
                "8-K - Lane (Q) Trust (2020) (0001999990) (Filer)", "8-K", "Lane (Q) Trust (2020)",
                "Filer"
            ),
            ("1-A POS - X (0001999990) (Issuing Entity)", "1-A POS", "X", "Issuing Entity"),
            ("D - A (1234567890) (0001999990) (Filer)", "D", "A (1234567890)", "Filer"),
            ("D - Lane (Q) (0001999990)", "D", "Lane (Q)", nil),
            ("D - Lane (0001999990) ()", "D", "Lane", nil),
            ("D -  (0001999990) (Filer)", "D", nil, "Filer"),
            ("D - (0001999990) (Filer)", "D", nil, "Filer"),
            ("\n 3 - Crème -Fresh (0001999990) (Issuer)\n", "3", "Crème -Fresh", "Issuer"),
        ] as [(String, String, String?, String?)])
    func `a title is read from the right`(
        text: String, form: String, name: String?, role: String?
    ) throws {
        let title = try #require(LatestTitle(text))
        #expect(title.form == form)
        #expect(title.name == name)
        #expect(title.role == role)
        #expect(title.cik == "0001999990")
    }

    @Test(arguments: [
        "", "4", "4 - Doe Jane", "4 - Doe Jane (Reporting)", "4 - Doe (1999990) (Reporting)",
        "4 - Doe (00019999901) (Filer)", "4 - Doe (000199999x) (Filer)",
        "- Doe (0001999990) (Filer)", " - Doe (0001999990) (Filer)", "Doe (0001999990) (Filer)",
        "4 - Doe (0001999990) (Filer) more", "4 - Doe (0001999990) Filer)", "(0001999990)",
        "4 - Doe (٠٠٠١٩٩٩٩٩٠) (Filer)",
    ])
    func `another form is no title`(text: String) {
        #expect(LatestTitle(text) == nil)
    }

    @Test(
        arguments: [
            ("<b>Filed:</b> 2025-12-12 <b>AccNo:</b> 1-2 <b>Size:</b> 10 KB", []),
            (
                "\n<b>Filed:</b> 2025-12-12 <b>AccNo:</b> 1-2 <b>Size:</b> 1 MB\n"
                    + "<br>Item 5.02: Officers; Item 7: not one\n<br>Item 9.01: Exhibits\n",
                ["5.02", "9.01"]
            ),
            ("<B>Filed:</B>2025-12-12<BR/>AccNo: 1-2<br />Item 3C.7: Section 3(c)(7)", ["3C.7"]),
            ("Filed: 2025-12-12 AccNo: 1-2\nItem 9", ["9"]),
            ("Filed: 2025-12-12 AccNo: 1-2 <br>Item : nothing <br>Items 1: x", []),
        ] as [(String, [String])])
    func `a summary has a date, an accession number and items`(html: String, items: [String]) {
        let summary = LatestSummary(html)
        #expect(summary.items == items)
        #expect(summary.accession == "1-2")
        #expect(summary.filmNumber == nil)
    }

    @Test func `a paper filing's film number is kept, a word without value is none`() {
        let summary = LatestSummary(
            "\n<b>Film#:</b> 25999  <b>Filed:</b> <b>AccNo:</b> <b>Size:</b> 1 KB\n")
        #expect(summary.filmNumber == "25999")
        #expect(summary.filed == nil)
        #expect(summary.accession == nil)
    }
}
