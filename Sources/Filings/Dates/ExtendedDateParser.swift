/// Reads one EDTF string from its first byte to its last, without going back.
///
/// Sets are in `ExtendedDateParser+Sets.swift`, the parts of a date in
/// `ExtendedDateParser+Components.swift`.
struct ExtendedDateParser {
    private let bytes: [UInt8]
    private(set) var offset = 0

    init(_ text: String) { bytes = Array(text.utf8) }

    mutating func parse() throws(ExtendedDateError) -> ExtendedDate.Form {
        let form = try parseForm()
        guard next == nil else { throw unexpected() }
        return form
    }

    private mutating func parseForm() throws(ExtendedDateError) -> ExtendedDate.Form {
        if next == "[" || next == "{" { return .set(try parseSet()) }
        let start = try parseIntervalEnd(before: "/")
        if skip("/") { return try parseInterval(from: start) }
        guard let date = start.date else { throw error(.expected("/")) }
        guard next == "T", date.isWholeAndPlain else { return .date(date) }
        return .dateTime(date, clock: try parseClock())
    }

    private mutating func parseInterval(
        from start: IntervalEnd
    ) throws(ExtendedDateError) -> ExtendedDate.Form {
        let place = offset
        let end = try parseIntervalEnd(before: nil)
        if start.date == nil, end.date == nil { throw error(.withoutDate, at: 0) }
        if let first = start.date?.first, let last = end.date?.last, first > last {
            throw error(.endsBeforeItBegins, at: place)
        }
        return .interval(start, end)
    }

    private mutating func parseIntervalEnd(
        before terminator: Unicode.Scalar?
    ) throws(ExtendedDateError) -> IntervalEnd {
        if next == terminator, offset > 0 || terminator != nil { return .unknown }
        if skip("..") { return .open }
        for (word, instead) in [
            ("open", "an open end is .."), ("unknown", "an unknown end is empty"),
        ]
        where rest.starts(with: word.utf8) {
            throw error(.withdrawn(instead))
        }
        return .date(try parseDate())
    }

    /// The bytes from here on.
    private var rest: ArraySlice<UInt8> { bytes[offset...] }

    /// The byte here as an ASCII scalar; `nil` at the end. Other bytes come as U+FFFD.
    var next: Unicode.Scalar? {
        guard offset < bytes.count else { return nil }
        return bytes[offset] < 0x80 ? Unicode.Scalar(bytes[offset]) : "\u{FFFD}"
    }

    mutating func advance() { offset += 1 }

    /// Steps over the text if it stands here.
    mutating func skip(_ text: String) -> Bool {
        guard rest.starts(with: text.utf8) else { return false }
        offset += text.utf8.count
        return true
    }

    /// What was read since that place.
    func text(since place: Int) -> String { String(decoding: bytes[place..<offset], as: UTF8.self) }

    func error(
        _ reason: ExtendedDateError.Reason, at place: Int? = nil
    ) -> ExtendedDateError {
        ExtendedDateError(reason: reason, position: (place ?? offset) + 1)
    }

    /// The error for a byte that cannot follow a complete date.
    func unexpected() -> ExtendedDateError {
        switch next {
        case "?", "~", "%": error(.withdrawn("uncertain and approximate together is %"))
        case "(", ")", "^": error(.withdrawn("a qualifier stands beside its component"))
        case "u": error(.withdrawn("an unspecified digit is X"))
        case "p": error(.withdrawn("significant digits are marked S"))
        case "e": error(.withdrawn("an exponent is marked E"))
        case nil: error(.expected("more"))
        default: error(.trailing)
        }
    }
}

extension PartialDate {
    /// A day of level 0, as a date and time begins with.
    fileprivate var isWholeAndPlain: Bool { day != nil && level == 0 }
}
