import Filings

/// One row of an index, checked. Its texts are places in the bytes that it was read from.
struct IndexRow: Equatable {
    let cik: Int
    /// May be empty.
    let name: Range<Int>
    let form: Range<Int>
    let filedOn: CivilDay
    /// Where the 20 characters begin.
    let accession: Int

    static let accessionBytes = 20

    /// Why a row cannot be taken.
    struct Misfit: Error, Equatable {
        let reason: String
    }

    /// Checks what is common to all layouts.
    ///
    /// The path has the row's own CIK and the accession number: without exception in 521,158 rows
    /// of real files, so another path is damage.
    init(
        _ bytes: [UInt8], cik: Range<Int>, name: Range<Int>, form: Range<Int>, day: Range<Int>,
        path: Range<Int>
    ) throws(Misfit) {
        guard let number = Self.number(bytes, cik), number > 0, cik.count <= 10 else {
            throw Misfit("\(Self.quoted(bytes, cik)) is no CIK")
        }
        guard !form.isEmpty else { throw Misfit("no form type") }
        guard let filedOn = Self.day(bytes, day) else {
            throw Misfit("\(Self.quoted(bytes, day)) is no filing day")
        }
        guard let (owner, accession) = Self.parts(bytes, ofPath: path) else {
            throw Misfit("\(Self.quoted(bytes, path)) is no path of a filing")
        }
        guard owner == number else {
            throw Misfit("the path is of CIK \(owner), the row of \(number)")
        }
        self.cik = number
        self.name = name
        self.form = form
        self.filedOn = filedOn
        self.accession = accession
    }

    /// `2020-01-03` or `20200103`, from 1993 on, when EDGAR began.
    static func day(_ bytes: [UInt8], _ range: Range<Int>) -> CivilDay? {
        let start = range.lowerBound
        let hyphen = UInt8(ascii: "-")
        let wide = range.count == 10
        guard wide || range.count == 8 else { return nil }
        if wide, bytes[start + 4] != hyphen || bytes[start + 7] != hyphen { return nil }
        let month = start + (wide ? 5 : 4)
        let day = start + (wide ? 8 : 6)
        guard let year = number(bytes, start..<start + 4), year >= 1993,
            let month = number(bytes, month..<month + 2), let day = number(bytes, day..<day + 2)
        else { return nil }
        return CivilDay(year: year, month: month, day: day)
    }

    /// The CIK and the accession number's place of `edgar/data/320193/0000320193-24-000123.txt`.
    private static func parts(
        _ bytes: [UInt8], ofPath path: Range<Int>
    ) -> (cik: Int, accession: Int)? {
        let accession = path.upperBound - 4 - accessionBytes
        let folder = path.lowerBound + 11
        guard accession - 1 > folder, has(bytes, "edgar/data/", at: path.lowerBound),
            has(bytes, ".txt", at: path.upperBound - 4), has(bytes, "/", at: accession - 1),
            has(bytes, "-", at: accession + 10), has(bytes, "-", at: accession + 13),
            accession - 1 - folder <= 10, let cik = number(bytes, folder..<accession - 1),
            number(bytes, accession..<accession + 10) != nil,
            number(bytes, accession + 11..<accession + 13) != nil,
            number(bytes, accession + 14..<accession + 20) != nil
        else { return nil }
        return (cik, accession)
    }

    private static func has(_ bytes: [UInt8], _ text: StaticString, at place: Int) -> Bool {
        for index in 0..<text.utf8CodeUnitCount
        where bytes[place + index] != text.utf8Start[index] {
            return false
        }
        return true
    }

    /// Digits and nothing else, at most 18; `nil` for none.
    private static func number(_ bytes: [UInt8], _ range: Range<Int>) -> Int? {
        guard !range.isEmpty, range.count <= 18 else { return nil }
        var value = 0
        for place in range {
            let digit = bytes[place] &- UInt8(ascii: "0")
            guard digit <= 9 else { return nil }
            value = value &* 10 &+ Int(digit)
        }
        return value
    }

    private static func quoted(_ bytes: [UInt8], _ range: Range<Int>) -> String {
        "\"\(LatinText.string(bytes, range.prefix(80)))\""
    }
}

extension IndexRow.Misfit {
    init(_ reason: String) { self.reason = reason }
}
