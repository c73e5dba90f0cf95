import Filings

/// A made-up filer with what its filings repeat.
struct Company: Sendable {
    let cik: String
    let stream: StreamName
    let name: String
    let fileNumber: String
    /// The start of its documents' names.
    let prefix: String

    init(rank: Int, using random: inout SplitMix64) {
        let number = 1_000 + rank * 137
        let digits = String(number)
        let padded = String(repeating: "0", count: 10 - digits.count) + digits
        cik = digits
        stream = StreamName(stored: "company-cik-\(padded)")
        let words = [Self.starts, Self.middles, Self.ends].map { $0.randomElement(using: &random) }
        name = words.compactMap(\.self).joined(separator: " ")
        fileNumber = "001-\(Int.random(in: 10_000...41_999, using: &random))"
        prefix = name.lowercased().prefix(4).filter(\.isLetter)
    }

    private static let starts = [
        "Northern", "Pacific", "Granite", "Blue River", "Summit", "Harbor", "Cascade", "Meridian",
        "Liberty", "Cedar", "Atlas", "Orchard", "Keystone", "Silver Lake", "Redwood", "Prairie",
    ]
    private static let middles = [
        "Semiconductor", "Therapeutics", "Energy", "Financial", "Logistics", "Materials",
        "Software", "Holdings", "Biosciences", "Packaging", "Memory", "Networks",
    ]
    private static let ends = ["Inc.", "Corp.", "Ltd.", "N.V.", "Group plc", "& Co."]
}
