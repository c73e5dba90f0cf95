/// What a section of a current report on Form 8-K is about.
///
/// The numbers were changed on 23 August 2004 (SEC Release 33-8400): whole numbers before, a
/// section and a number within it since.
public struct EightKItem: Equatable, Sendable {
    /// As filings have it: `5.02`, or `12` in the old numbering.
    public let code: String
    /// In our words.
    public let meaning: String
    /// The item of today's numbering that the same news would come under: 2.02 for the old 12.
    public let currentCode: String

    /// Whether the item only says that papers are enclosed, and is no news itself.
    public var isAttachment: Bool { currentCode == "9.01" }

    /// The first day of today's numbering.
    public static let renumberedOn = CivilDay(validYear: 2004, month: 8, day: 23)

    /// The first day on which item 9 meant Regulation FD (SEC Release 33-7881); the sales of
    /// securities abroad that it stood for had left the form by 1999.
    static let item9ChangedOn = CivilDay(validYear: 2000, month: 10, day: 23)

    /// The item that a code means in a report filed on a day.
    ///
    /// The code's shape tells the numbering, since an amendment after the change may keep the old
    /// one; the day tells the two meanings of item 9 apart.
    ///
    /// - Returns: `nil` for a code that the form never had.
    public static func item(_ code: String, filedOn: CivilDay) -> EightKItem? {
        if code == "9", filedOn < item9ChangedOn { return salesAbroad }
        return byCode[code]
    }

    /// Whether the form's `items` are 8-K items: Form 8-K, its variants for successor companies,
    /// and their amendments. Other forms keep other things under the same name.
    public static func isFamily(form: String) -> Bool {
        let base = form.hasSuffix("/A") ? form.dropLast(2) : form[...]
        return ["8-K", "8-K12B", "8-K12G3", "8-K15D5"].contains(base)
    }

    private static let byCode = Dictionary(
        (current + old).map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
}

extension FilingListed {
    /// The meaning of each of ``items``, in their order; `nil` for a code that is not known.
    public var itemMeanings: [EightKItem?] {
        guard EightKItem.isFamily(form: form) else { return items.map { _ in nil } }
        return items.map { EightKItem.item($0, filedOn: filedOn) }
    }
}
