extension ClaimQuantity {
    /// Reads a quantity as people write it: `30,000 packaging units per month`, `0.95%`.
    ///
    /// The unit stays as it is quoted.
    public static func reading(_ wording: String) throws(AmountError) -> ClaimQuantity {
        let figure = try FigureWording(wording, scales: FigureWords.scales)
        guard let words = figure.words.last else { throw .noUnit }
        var unit = words
        var per: Substring?
        for separator in [" per ", "/", " a "] where per == nil {
            for start in words.indices where words[start...].hasPrefix(separator) && per == nil {
                unit = words[..<start]
                per = words[words.index(start, offsetBy: separator.count)...]
            }
        }
        return ClaimQuantity(
            value: figure.value, unit: String(WordingScanner(unit).remainder),
            per: per.map { String(WordingScanner($0).remainder) }, bound: figure.bound,
            upper: figure.upper)
    }
}
