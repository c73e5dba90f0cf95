/// The names and signs by which texts call currencies.
enum CurrencyWords {
    /// - Parameter words: `yuan`, `US$`, `CNY`; blanks around do not matter, nor do capitals.
    /// - Throws: ``AmountError/ambiguousCurrency(_:candidates:)`` for the sign of several ones,
    ///   ``AmountError/unknownCurrency(_:)`` for anything else.
    static func code(of words: Substring) throws(AmountError) -> String {
        let name = words.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
        if let code = names[name] { return code }
        if let currency = Currency(name) { return currency.code }
        if let candidates = ambiguous[name] {
            throw .ambiguousCurrency(name, candidates: candidates)
        }
        throw .unknownCurrency(String(words))
    }

    private static let names: [String: String] = [
        "yuan": "CNY", "rmb": "CNY", "renminbi": "CNY", "chinese yuan": "CNY", "cn¥": "CNY",
        "rmb¥": "CNY", "yuan renminbi": "CNY", "元": "CNY", "元人民币": "CNY", "人民币": "CNY",
        "人民币元": "CNY", "us$": "USD", "us dollars": "USD", "us dollar": "USD",
        "u.s. dollars": "USD", "u.s. dollar": "USD", "u.s.$": "USD", "美元": "USD", "euro": "EUR",
        "euros": "EUR", "€": "EUR", "欧元": "EUR", "£": "GBP", "sterling": "GBP",
        "pounds": "GBP", "pounds sterling": "GBP", "英镑": "GBP", "yen": "JPY",
        "japanese yen": "JPY", "jp¥": "JPY", "日元": "JPY", "won": "KRW", "₩": "KRW", "韩元": "KRW",
        "hk$": "HKD", "hong kong dollars": "HKD", "港元": "HKD", "港币": "HKD", "nt$": "TWD",
        "new taiwan dollars": "TWD", "新台币": "TWD", "a$": "AUD", "australian dollars": "AUD",
        "c$": "CAD", "canadian dollars": "CAD", "s$": "SGD", "singapore dollars": "SGD",
        "swiss francs": "CHF", "indian rupees": "INR", "₹": "INR",
    ]

    private static let ambiguous: [String: [String]] = [
        "$": ["USD", "HKD", "TWD", "CAD", "AUD", "SGD"],
        "dollar": ["USD", "HKD", "TWD", "CAD", "AUD", "SGD"],
        "dollars": ["USD", "HKD", "TWD", "CAD", "AUD", "SGD"],
        "¥": ["CNY", "JPY"], "￥": ["CNY", "JPY"],
    ]
}
