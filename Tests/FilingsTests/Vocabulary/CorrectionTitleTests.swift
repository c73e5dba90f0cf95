import Filings
import Testing

@Suite struct CorrectionTitleTests {
    /// A title, its mark and the likeliest title of the original.
    private static let corrections: [(title: String, mark: String, original: String)] = [
        ("2031年年度报告（更正后）", "更正后", "2031年年度报告"),
        ("2031年年度报告(更正后)", "更正后", "2031年年度报告"),
        ("2031年半年度报告（修订版）", "修订版", "2031年半年度报告"),
        ("2031年第三季度报告（更新）", "更新", "2031年第三季度报告"),
        ("2031年年度报告摘要（更新后）", "更新后", "2031年年度报告摘要"),
        ("2031年年度报告（更正及补充版）", "更正及补充版", "2031年年度报告"),
        ("【更正】青山电子2031年度业绩快报", "更正", "青山电子2031年度业绩快报"),
        ("向特定对象发行股票预案（修订稿）的公告", "修订稿", "向特定对象发行股票预案的公告"),
        ("关于股权激励（草案）的法律意见书（更正版）", "更正版", "关于股权激励（草案）的法律意见书"),
        ("2031年年度报告 （ 更正后 ）", "更正后", "2031年年度报告"),
        ("2031年年度报告更正后", "更正后", "2031年年度报告"),
        ("2031年年度报告-修订版", "修订版", "2031年年度报告"),
        ("关于2031年年度报告的更正公告", "更正公告", "2031年年度报告"),
        ("青山电子关于2031年年度报告的补充公告", "补充公告", "2031年年度报告"),
        ("关于召开股东大会通知的更正及补充公告", "更正及补充公告", "召开股东大会通知"),
        ("2031年度业绩预告更正公告", "更正公告", "2031年度业绩预告"),
        ("关于更正2031年年度报告的公告", "更正", "2031年年度报告"),
        ("2031年年度报告的更正说明", "更正说明", "2031年年度报告"),
    ]

    @Test(arguments: corrections)
    func `a title that corrects another names the other's`(
        title: String, mark: String, original: String
    ) throws {
        let found = try #require(CorrectionTitle(title))
        #expect(found.mark == mark)
        #expect(found.originals.first == original)
        #expect(!found.originals.contains(title))
    }

    @Test func `an announcement about a document may correct the document or its announcement`() {
        let found = CorrectionTitle("青山电子关于对外担保的更正公告")
        #expect(
            found?.originals == [
                "对外担保", "青山电子对外担保", "青山电子关于对外担保的公告", "青山电子关于对外担保公告",
                "对外担保公告",
            ])
    }

    /// Where the same words speak of money, articles, terms of bonds and agreements.
    @Test(
        arguments: [
            "2031年年度报告", "关于使用部分闲置募集资金暂时补充流动资金的公告", "关于修订《公司章程》的公告",
            "公司章程修正案", "关于向下修正“青山转债”转股价格的公告", "关于签署补充协议的公告",
            "补充法律意见书（一）", "董事会议事规则（2031年8月修订）", "公司章程修订对照表", "关于补充审计委员会委员的公告",
            "关于不更正的说明会", "", "更正公告", "（更正后）", "（", "）（更正", "Annual report (2031)",
        ])
    func `a title without a mark corrects nothing`(title: String) {
        #expect(CorrectionTitle(title) == nil)
    }

    @Test func `titles are compared without blanks and with brackets of one width`() {
        #expect(
            CorrectionTitle.comparable("报告 (摘要)") == CorrectionTitle.comparable("报告（摘要）"))
        #expect(CorrectionTitle.comparable("报告一") != CorrectionTitle.comparable("报告二"))
    }
}
