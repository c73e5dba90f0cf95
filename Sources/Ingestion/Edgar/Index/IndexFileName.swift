import Filings

/// What the name of an index file tells: `master.20200103.idx`, `master.2020QTR1.gz`, `form.gz`.
struct IndexFileName: Equatable {
    let variant: String
    let day: CivilDay?
    let quarter: YearQuarter?

    static let variants = ["master", "form", "company"]

    /// - Parameter name: With or without folders; `@` and what follows it are no part of it.
    /// - Returns: `nil` when the name is of another kind of file.
    init?(_ name: String) {
        let file = name.split(separator: "/").last ?? ""
        let parts = file.split(separator: ".").map { part in
            String(part.prefix { $0 != "@" })
        }
        guard parts.count >= 2, let first = parts.first, Self.variants.contains(first),
            let last = parts.last, ["idx", "gz"].contains(last)
        else { return nil }
        let middle = parts.dropFirst().dropLast()
        if last == "gz", let inner = middle.last {
            guard inner == "idx" || inner.first?.isNumber == true else { return nil }
        }
        variant = first
        day = middle.lazy.compactMap { Self.day($0) }.first
        quarter = middle.lazy.compactMap { YearQuarter($0) }.first
    }

    private static func day(_ text: String) -> CivilDay? {
        let bytes = Array(text.utf8)
        return bytes.count == 8 ? IndexRow.day(bytes, 0..<8) : nil
    }
}
