import TestSupport
import Testing

@testable import Filings

@Suite struct ExtendedDateRefusalTests {
    typealias Reason = ExtendedDateError.Reason

    @Test(arguments: [
        ("", Reason.expected("a year of four digits"), 1),
        ("2026-13", .noSuchMonth("13"), 6), ("2026-00", .noSuchMonth("00"), 6),
        ("2026-42", .noSuchMonth("42"), 6), ("2026-3X", .noSuchMonth("3X"), 6),
        ("2026-02-3X", .noSuchDay("3X"), 9), ("1900-02-29", .noSuchDay("29"), 9),
        ("2026-06-30 ", .trailing, 11), ("2026-0606", .trailing, 8),
        ("2026-35-01", .trailing, 8), ("Y2026", .shortLongYear, 2),
        ("Y02026", .expected("a year of more than four digits"), 2),
        ("Y20260-06", .trailing, 7), ("Y17E0", .expected("an exponent"), 5),
        ("Y1E40", .yearTooLarge, 2), ("Y99999999999999999999", .yearTooLarge, 2),
        ("1950S", .expected("the number of significant digits"), 6),
        ("1950S0", .expected("the number of significant digits"), 6),
        ("1950S5", .tooManySignificantDigits, 1), ("19XXS2", .expected("-"), 1),
        ("1950S2-06", .trailing, 7), ("-0000", .negativeZeroYear, 1),
        ("2027/2026", .endsBeforeItBegins, 6), ("../..", .withoutDate, 1), ("/", .withoutDate, 1),
        ("..", .expected("/"), 3), ("2026//2027", .expected("a year of four digits"), 6),
        ("2026-06-30T24:00:00", .noSuchTime("24"), 12),
        ("2026-06-30T10:00", .expected("a time as hh:mm:ss"), 17),
        ("2026-06-30T10:00:60Z", .noSuchTime("60"), 18),
        ("2026-06-30T10:00:00-00:00", .noSuchTime("-00:00"), 20),
        ("2026-06-30T10:00:00+24", .noSuchTime("24"), 21),
        ("2026-06T10:00:00", .trailing, 8), ("2026-06-30?T10:00:00", .trailing, 12),
        ("2026-06-30T10:00:00Z/2027", .trailing, 21),
        ("[2026-08..2026-05]", .endsBeforeItBegins, 11), ("[]", .withoutDate, 2),
        ("{2026-01..2026}", .unequalPrecision, 11), ("[2026", .expected(", or ]"), 6),
        ("[2026}", .expected(", or ]"), 6), ("[2026, 2027]", .expected("a year of four digits"), 7),
        ("[2026..,2027]", .expected("a year of four digits"), 8),
        ("[2027,..2026]", .expected("a year of four digits"), 7),
        ("[..]", .expected("a year of four digits"), 4), ("[2026]]", .trailing, 7),
        ("2026-09?~", .withdrawn("uncertain and approximate together is %"), 9),
        ("202u", .withdrawn("an unspecified digit is X"), 4),
        ("2026-(09)~", .withdrawn("a qualifier stands beside its component"), 6),
        ("2026/open", .withdrawn("an open end is .."), 6),
        ("unknown/2026", .withdrawn("an unknown end is empty"), 1),
        ("y170000002", .withdrawn("a long year begins with Y"), 1),
        ("Y17e7", .shortLongYear, 2), ("196x", .expected("a year of four digits"), 4),
        ("2026-é1", .expected("a month of two digits"), 6),
        ("−2026", .expected("a year of four digits"), 1),
    ])
    func `a refusal has its reason and its place`(edtf: String, reason: Reason, place: Int) {
        #expect(throws: ExtendedDateError(reason: reason, position: place)) {
            try ExtendedDate(edtf)
        }
    }

    @Test func `a refusal is one sentence with its place`() {
        let error = ExtendedDateError(reason: .noSuchMonth("13"), position: 6)
        #expect(error.description == "There is no month or part of a year 13 (character 6).")
    }

    @Test func `random bytes are read or refused`() {
        var random = DateRandom(seed: 3)
        let alphabet = Array("0123456789XY-?~%[]{},./TZSE:+ uépo\u{0}".unicodeScalars)
        var read = 0
        for _ in 0..<60_000 {
            var text = ""
            for _ in 0..<Int.random(in: 0...14, using: &random) {
                text.unicodeScalars.append(random.pick(alphabet))
            }
            guard let date = try? ExtendedDate(text) else { continue }
            read += 1
            #expect(date.text == text)
        }
        #expect(read > 0)
    }

    @Test func `a changed byte of a valid string is read or refused`() {
        var random = DateRandom(seed: 4)
        for _ in 0..<20_000 {
            var bytes = Array(RandomDates.expression(&random).utf8)
            bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(
                in: 0...255, using: &random)
            let text = String(decoding: bytes, as: UTF8.self)
            if let date = try? ExtendedDate(text) { #expect(date.text == text) }
        }
    }
}
