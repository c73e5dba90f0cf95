extension UncertainDate {
    /// Reads a date as a source words it: EDTF, plain English, plain Chinese.
    ///
    /// Words that no standard defines are read by the conventions of ``DateConvention``, which the
    /// result names. A wording without a year gets one only from `published`: otherwise its bounds
    /// stay unknown.
    ///
    /// - Parameters:
    ///   - wording: The words about the date and nothing else: "in June", "by the end of 2026".
    ///   - published: When the source was published, as far as that is known.
    ///   - fiscalYearEnd: The month in which the company's fiscal years end, for "FY26 Q3".
    /// - Throws: ``DateReadingError``: what is not understood, missing or ambiguous.
    public static func reading(
        _ wording: String, published: Publication? = nil, fiscalYearEnd: Int? = nil
    ) throws(DateReadingError) -> UncertainDate {
        do {
            return UncertainDate(quoted: wording, try ExtendedDate(wording))
        } catch {
            if WordingShape.isExtendedDate(wording) { throw .invalid(error) }
        }
        if wording.utf8.count > 200 { throw .tooLong }
        if let day = try WordingShape.numericDay(wording) {
            var date = UncertainDate(day: day)
            date.quoted = wording
            return date
        }
        let words: WordedDate
        if let chinese = try ChineseWording.read(wording) {
            words = chinese
        } else {
            var reader = WordingReader(wording)
            words = try reader.read()
        }
        let month = fiscalYearEnd.flatMap { (1...12).contains($0) ? $0 : nil }
        var resolver = DateResolver(
            worded: words, quoted: wording, publication: published, fiscalYearEnd: month)
        return try resolver.resolve()
    }

    /// What an EDTF string says, quoted as the source writes it.
    public init(quoted: String, _ date: ExtendedDate) {
        self.init(
            quoted: quoted, edtf: date.text, earliest: date.earliest, latest: date.latest,
            precision: date.precision, status: .stated)
        guard case .date(let partial) = date.form else {
            if case .dateTime(let partial, _) = date.form { setComponents(partial) }
            return
        }
        setComponents(partial)
        if partial.month?.value.division?.isSeason == true {
            convention = YearDivision.seasonConvention
        }
    }

    private mutating func setComponents(_ date: PartialDate) {
        let isOne = date.year.value.range.count == 1
        year = isOne ? .stated(date.year.value.range.lowerBound) : .unknown
        month = date.month?.value.mask.map { .masked($0, among: 1...12) } ?? .unknown
        day = date.day.map { .masked($0.value, among: 1...31) } ?? .unknown
    }
}

extension UncertainDate.Component {
    fileprivate static func masked(_ mask: DigitMask, among range: ClosedRange<Int>) -> Self {
        if let number = mask.number { return .stated(number) }
        let isWhole = mask.unspecifiedCount == mask.digits.count
        return Self(status: .unknown, candidates: isWhole ? [] : range.filter(mask.fits))
    }
}
