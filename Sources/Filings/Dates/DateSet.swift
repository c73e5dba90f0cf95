/// One of several dates, `[a,b..c]`, or all of them, `{a,b..c}`.
struct DateSet: Equatable, Hashable, Sendable {
    var isOneOf: Bool
    var elements: [Element]

    enum Element: Equatable, Hashable, Sendable {
        case date(PartialDate)
        case range(PartialDate, PartialDate)
        /// `..a`: `a` and everything before it; only first.
        case upTo(PartialDate)
        /// `a..`: `a` and everything after it; only last.
        case from(PartialDate)
    }

    var text: String {
        let inner = elements.map(\.text).joined(separator: ",")
        return isOneOf ? "[\(inner)]" : "{\(inner)}"
    }

    var bounds: (DateBound, DateBound) {
        let firsts = elements.compactMap(\.first)
        let lasts = elements.compactMap(\.last)
        return (
            firsts.count < elements.count ? .open : firsts.min().map { .day($0) } ?? .unknown,
            lasts.count < elements.count ? .open : lasts.max().map { .day($0) } ?? .unknown
        )
    }
}

extension DateSet.Element {
    var text: String {
        switch self {
        case .date(let date): date.text
        case .range(let first, let last): first.text + ".." + last.text
        case .upTo(let last): ".." + last.text
        case .from(let first): first.text + ".."
        }
    }

    /// `nil` when the element has no beginning.
    var first: CivilDay? {
        switch self {
        case .date(let date), .range(let date, _), .from(let date): date.first
        case .upTo: nil
        }
    }

    /// `nil` when the element has no end.
    var last: CivilDay? {
        switch self {
        case .date(let date), .range(_, let date), .upTo(let date): date.last
        case .from: nil
        }
    }
}
