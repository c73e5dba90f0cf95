/// The items of Form 8-K in both numberings.
///
/// Source: Form 8-K (17 CFR 249.308) as amended by SEC Releases 33-8400 (2004), 33-8518 (asset-
/// backed, 2004), 33-9089 (votes, 2009), 33-9136 (nominations, 2010), 33-9286 (mines, 2011) and
/// 33-11216 (cybersecurity, 2023); for the old numbers the form before 33-8400, with 33-8177,
/// 34-47225 and 33-8176 for items 10, 11 and 12. The meanings are ours, the numbers theirs.
extension EightKItem {
    /// In force since ``renumberedOn``, later additions included.
    public static let current: [EightKItem] = [
        item("1.01", "a material agreement was entered into or changed"),
        item("1.02", "a material agreement was terminated"),
        item("1.03", "bankruptcy or receivership"),
        item("1.04", "mine safety: a shutdown or a pattern of violations"),
        item("1.05", "a material cybersecurity incident"),
        item("2.01", "assets were acquired or disposed of"),
        item("2.02", "results of operations and financial condition"),
        item("2.03", "a direct or off-balance-sheet financial obligation was taken on"),
        item("2.04", "an event accelerated or increased a financial obligation"),
        item("2.05", "costs of an exit or a disposal"),
        item("2.06", "a material impairment"),
        item("3.01", "notice of delisting, of failing a listing rule, or a transfer of listing"),
        item("3.02", "equity securities were sold without registration"),
        item("3.03", "the rights of security holders were materially changed"),
        item("4.01", "the certifying accountant changed"),
        item("4.02", "earlier financial statements should no longer be relied on"),
        item("5.01", "control of the company changed"),
        item("5.02", "directors or certain officers left, were elected or appointed; their pay"),
        item("5.03", "articles, bylaws or the fiscal year were changed"),
        item("5.04", "trading under employee benefit plans was suspended"),
        item("5.05", "the code of ethics was changed or a provision waived"),
        item("5.06", "the company ceased to be a shell"),
        item("5.07", "security holders voted"),
        item("5.08", "nominations of directors by shareholders"),
        item("6.01", "asset-backed: informational and computational material"),
        item("6.02", "asset-backed: the servicer or trustee changed"),
        item("6.03", "asset-backed: credit enhancement or other support changed"),
        item("6.04", "asset-backed: a required distribution was not made"),
        item("6.05", "asset-backed: the pool differs from the prospectus (Securities Act)"),
        item("6.06", "asset-backed: static pool data"),
        item("7.01", "information given under Regulation FD"),
        item("8.01", "other events"),
        item("9.01", "financial statements and exhibits"),
    ]

    /// In force until the day before ``renumberedOn``; 10 to 12 since 2003.
    public static let old: [EightKItem] = [
        item("1", "control of the company changed", now: "5.01"),
        item("2", "assets were acquired or disposed of", now: "2.01"),
        item("3", "bankruptcy or receivership", now: "1.03"),
        item("4", "the certifying accountant changed", now: "4.01"),
        item("5", "other events", now: "8.01"),
        item("6", "directors resigned", now: "5.02"),
        item("7", "financial statements and exhibits", now: "9.01"),
        item("8", "the fiscal year was changed", now: "5.03"),
        item("9", "information given under Regulation FD", now: "7.01"),
        item("10", "the code of ethics was changed or a provision waived", now: "5.05"),
        item("11", "trading under employee benefit plans was suspended", now: "5.04"),
        item("12", "results of operations and financial condition", now: "2.02"),
    ]

    /// Item 9 before it meant Regulation FD.
    static let salesAbroad = item(
        "9", "equity securities were sold abroad under Regulation S", now: "3.02")

    private static func item(
        _ code: String, _ meaning: String, now currentCode: String? = nil
    ) -> EightKItem {
        EightKItem(code: code, meaning: meaning, currentCode: currentCode ?? code)
    }
}
