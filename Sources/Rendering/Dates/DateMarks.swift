import Filings

/// The doubt about a date, as marks after it: `~` approximate, `?` uncertain, `y` year inferred.
public struct DateMarks: OptionSet, Hashable, Sendable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// The source said about when, or a convention of ours made the bounds.
    public static let approximate = DateMarks(rawValue: 1)
    /// The source, or a later reader, is not sure.
    public static let uncertain = DateMarks(rawValue: 2)
    /// The source did not state the year; a rule gave it.
    public static let yearInferred = DateMarks(rawValue: 4)
    /// A month or a year in brackets: the day is not known.
    public static let withoutDay = DateMarks(rawValue: 8)

    /// Source of `~`, `?` and `%` (both): ISO 8601-2:2019, 8.2, qualification.
    public init(_ date: UncertainDate) {
        self = []
        let edtf = date.edtf ?? ""
        let bothOrNone = edtf.utf8.contains(UInt8(ascii: "%"))
        if bothOrNone || edtf.utf8.contains(UInt8(ascii: "~")) || date.precision == .vague
            || date.convention != nil
        {
            insert(.approximate)
        }
        switch date.year?.status {
        case .inferred, .assumed, .derived: insert(.yearInferred)
        default: break
        }
        let yearOnly = contains(.yearInferred) && Self.doubtsYearOnly(edtf)
        if bothOrNone || (edtf.utf8.contains(UInt8(ascii: "?")) && !yearOnly)
            || Self.isDoubtful(date.month) || Self.isDoubtful(date.day)
        {
            insert(.uncertain)
        }
        if DateShape(date).isWithoutDay { insert(.withoutDay) }
    }

    /// `~?y`, in this order; brackets are no part of it.
    public var text: String {
        (contains(.approximate) ? "~" : "") + (contains(.uncertain) ? "?" : "")
            + (contains(.yearInferred) ? "y" : "")
    }

    private static func isDoubtful(_ component: UncertainDate.Component?) -> Bool {
        component?.status == .inferred || component?.status == .assumed
    }

    /// `2024?-06` or `?2024-06`: the one question mark belongs to the year.
    private static func doubtsYearOnly(_ edtf: String) -> Bool {
        guard edtf.utf8.count(where: { $0 == UInt8(ascii: "?") }) == 1 else { return false }
        let year = edtf.prefix { $0 != "-" }
        return year.contains("?")
    }
}
