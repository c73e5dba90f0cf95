import CanonicalJSON
import Testing

@testable import Projections

@Suite struct AmendmentLinksTests {
    /// A filing by accession number, form, and what it can be found by.
    private static func filing(
        _ accession: String, _ form: String, period: String? = nil, file: String? = nil
    ) -> JSONObject {
        var filing: JSONObject = [
            "accession": .string(accession), "form": .string(form), "register": "edgar",
        ]
        filing["periodOfReport"] = period.map { .string($0) }
        filing["fileNumber"] = file.map { .string($0) }
        return filing
    }

    private static func announcement(_ accession: String, _ title: String) -> JSONObject {
        [
            "accession": .string(accession), "form": "announcement", "register": "cninfo",
            "title": .string(title),
        ]
    }

    /// What the last filing amends, by which rule, and all that it may amend.
    private func link(_ filings: [JSONObject]) -> [String?] {
        let last = AmendmentLinks(filings).linked.last
        let candidates = last?["amendsCandidates"]?.arrayValue?.compactMap(\.stringValue)
        return [
            last?["amends"]?.stringValue, last?["amendsRule"]?.stringValue,
            candidates?.joined(separator: " "),
        ]
    }

    private static let byPeriod = "base-form-and-period@1"
    private static let byFile = "same-file-number@1"
    private static let byTitle = "title-without-correction-mark@1"

    private static let rows: [(filings: [JSONObject], link: [String?])] = [
        (
            [
                filing("1", "10-K", period: "2023-12-31"),
                filing("2", "10-K/A", period: "2023-12-31"),
            ], ["1", byPeriod, nil]
        ),
        (
            [
                filing("1", "8-K", period: "2023-12-31"), filing("2", "8-K", period: "2023-12-31"),
                filing("3", "8-K/A", period: "2023-12-31"),
                filing("4", "8-K/A", period: "2023-12-31"),
            ], ["2", byPeriod, "1 2"]
        ),
        (
            [
                filing("1", "10-K", period: "2022-12-31"),
                filing("2", "10-Q", period: "2023-12-31"),
                filing("3", "10-K/A", period: "2023-12-31"),
            ], [nil, nil, nil]
        ),
        (
            [
                filing("1", "10-K/A", period: "2023-12-31"),
                filing("2", "10-K", period: "2023-12-31"),
            ],
            [nil, nil, nil]
        ),
        (
            [
                filing("1", "S-1", file: "333-1"), filing("2", "S-1", file: "333-2"),
                filing("3", "S-1/A", file: "333-1"),
            ], ["1", byFile, nil]
        ),
        (
            [
                filing("1", "10-12G", file: "000-1"), filing("2", "10-12G", file: "000-1"),
                filing("3", "10-12G/A", file: "000-1"),
            ], ["2", byFile, "1 2"]
        ),
        (
            [filing("1", "S-1", file: "333-1"), filing("2", "S-3/A", file: "333-1")],
            [nil, nil, nil]
        ),
        (
            [filing("1", "SC 13G", file: "005-1"), filing("2", "SC 13G/A", file: "005-1")],
            [nil, nil, nil]
        ),
        ([filing("1", "S-1"), filing("2", "S-1/A")], [nil, nil, nil]),
        (
            [announcement("1", "2031年年度报告"), announcement("2", "2031年年度报告（更正后）")],
            ["1", byTitle, nil]
        ),
        (
            [
                announcement("1", "关于担保的公告"), announcement("2", "关于担保的公告"),
                announcement("3", "关于担保的更正公告"),
            ], ["2", byTitle, "1 2"]
        ),
        (
            [announcement("1", "报告 (摘要)"), announcement("2", "报告（摘要）（修订版）")],
            ["1", byTitle, nil]
        ),
        (
            [announcement("1", "2031年年度报告（更正后）"), announcement("2", "2031年年度报告")],
            [nil, nil, nil]
        ),
        (
            [announcement("1", "公告"), announcement("2", "关于暂时补充流动资金的公告")], [nil, nil, nil]
        ),
        ([[:]], [nil, nil, nil]),
    ]

    @Test(arguments: rows.indices)
    func `an amendment is linked to what fits by a named rule, as an inference`(row: Int) {
        #expect(link(Self.rows[row].filings) == Self.rows[row].link)
    }

    @Test func `all filings stay in their order, the originals as they were`() {
        let filings = [
            Self.filing("1", "S-1", file: "333-1"), Self.filing("2", "S-1/A", file: "333-1"),
            Self.announcement("3", "标题"),
        ]
        let linked = AmendmentLinks(filings).linked
        #expect(linked.map { $0["accession"] } == ["1", "2", "3"])
        #expect(linked[0] == filings[0] && linked[2] == filings[2])
    }
}
