extension ClaimAmount {
    /// Reads an amount as people and papers write it: `17.1 billion yuan`, `at least CNY 17.1bn`,
    /// `10.8亿元`, `between USD 1 and 2 million`.
    ///
    /// - Throws: ``AmountError``; a bare `$` or `¥` is refused, for nothing tells whose it is.
    public static func reading(_ wording: String) throws(AmountError) -> ClaimAmount {
        let figure = try FigureWording(wording, scales: FigureWords.scalesOfMoney)
        var currency: String?
        for words in figure.words {
            let code = try CurrencyWords.code(of: words)
            if let currency, currency != code { throw .differentCurrencies(currency, code) }
            currency = code
        }
        guard let currency else { throw .noCurrency }
        return ClaimAmount(
            value: figure.value, currency: currency, bound: figure.bound, upper: figure.upper,
            quoted: wording)
    }
}
