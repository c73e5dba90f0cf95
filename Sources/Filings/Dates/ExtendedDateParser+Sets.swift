extension ExtendedDateParser {
    /// `[a,b..c]` or `{a,b..c}`, the first byte being the bracket.
    mutating func parseSet() throws(ExtendedDateError) -> DateSet {
        let isOneOf = next == "["
        let close: Unicode.Scalar = isOneOf ? "]" : "}"
        advance()
        if next == close { throw error(.withoutDate) }
        var elements: [DateSet.Element] = []
        repeat {
            elements.append(try parseElement(isFirst: elements.isEmpty, close: close))
        } while skip(",")
        guard next == close else { throw error(.expected(", or \(close)")) }
        advance()
        return DateSet(isOneOf: isOneOf, elements: elements)
    }

    private mutating func parseElement(
        isFirst: Bool, close: Unicode.Scalar
    ) throws(ExtendedDateError) -> DateSet.Element {
        if isFirst, skip("..") { return .upTo(try parseDate()) }
        let first = try parseDate()
        guard skip("..") else { return .date(first) }
        if next == close { return .from(first) }
        let place = offset
        let last = try parseDate()
        if first.granularity != last.granularity { throw error(.unequalPrecision, at: place) }
        if first.first > last.last { throw error(.endsBeforeItBegins, at: place) }
        return .range(first, last)
    }
}
