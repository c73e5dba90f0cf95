/// The International Securities Identification Number: two capitals, nine capitals or digits, and a
/// check digit.
///
/// Source: ISO 6166; the check is Luhn's over the digits, with A = 10 … Z = 35 written as two. Luhn's
/// sum does not see every pair of characters that changed places (`LN…` for `NL…`), so that a prefix
/// which is no country's, and none of those that international issues have, counts as a wrong check.
enum SecuritiesIdentification {
    static func read(_ text: ArraySlice<UInt8>) -> IdentifierReading {
        guard text.count == 12, text.first?.isCapital == true, text.last?.isDigit == true else {
            return .malformed
        }
        var digits: [Int] = []
        for byte in text {
            guard let value = byte.base36 else { return .malformed }
            digits += value < 10 ? [value] : [value / 10, value % 10]
        }
        let prefix = String(decoding: text.prefix(2), as: UTF8.self)
        let isPrefix = prefix.first == "X" || prefixes.contains(prefix)
        return .wellFormed(text, isRight: luhn(digits) % 10 == 0 && isPrefix)
    }

    /// Every second digit from the right but the last is doubled, and its digits added.
    private static func luhn(_ digits: [Int]) -> Int {
        digits.reversed().enumerated().reduce(0) { sum, digit in
            let weighed = digit.offset % 2 == 1 ? digit.element * 2 : digit.element
            return sum + weighed / 10 + weighed % 10
        }
    }

    /// The countries of ISO 3166-1, then EU, EZ (derivatives), ZZ and countries that are no more.
    /// Everything that begins with X is for international issues.
    private static let prefixes = Set(
        """
        AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO \
        BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ \
        DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP \
        GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG \
        KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML \
        MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE \
        PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL \
        SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM \
        US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW \
        EU EZ ZZ QS QT QW QY AN CS DD SU TP YU ZR
        """.split(separator: " ").map(String.init))
}
