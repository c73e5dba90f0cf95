import Testing

@testable import Filings

struct IdentifierTests {
    @Test(
        arguments: [
            ("320193", "320193", .ok), ("0000320193", "320193", .ok),
            ("CIK0000320193", "320193", .ok), ("cik 320193", "320193", .ok), (" 1 ", "1", .ok),
            ("12345678901", "12345678901", .malformed), ("0", "0", .malformed),
            ("", "", .malformed), ("32O193", "32O193", .malformed), ("CIK", "CIK", .malformed),
        ] as [(String, String, IdentifierVerdict)])
    func `a central index key is compared without its zeros`(
        printed: String, normalized: String, verdict: IdentifierVerdict
    ) {
        check(.cik, printed, normalized, verdict)
    }

    @Test(
        arguments: [
            ("54930043XZGB27CTOV49", .ok), ("54930043XZGB27CTOV44", .bad),
            ("54930034XZGB27CTOV49", .bad), ("54930043XZGB27CTOV4", .malformed),
            ("54930043xzgb27ctov49", .malformed), ("54930043XZGB27CTOV4A", .malformed),
            ("54930043XZGB27CT-V49", .malformed), ("", .malformed),
        ] as [(String, IdentifierVerdict)])
    func `a legal entity identifier is checked by its two last digits`(
        printed: String, verdict: IdentifierVerdict
    ) {
        check(.lei, printed, printed, verdict)
    }

    @Test(
        arguments: [
            ("US0231351067", .ok), ("GB00BP6MXD84", .ok), ("US0231351066", .bad),
            ("LN0010273215", .bad),
            ("I8E002A01018", .bad), ("us0231351067", .malformed), ("US023135106", .malformed),
            ("US02313510677", .malformed), ("US023135106A", .malformed),
            ("0US231351067", .malformed),
        ] as [(String, IdentifierVerdict)])
    func `a securities number is checked by its last digit`(
        printed: String, verdict: IdentifierVerdict
    ) {
        check(.isin, printed, printed, verdict)
    }

    @Test(
        arguments: [
            ("91110108551385082Q", .ok), ("9131000063159284XQ", .ok),
            ("91350628M0000K0H44", .bad), ("9111O108551385082Q", .malformed),
            ("91110108551385082", .malformed), ("911101085513850821Q", .malformed),
            ("91A10108551385082Q", .malformed),
        ] as [(String, IdentifierVerdict)])
    func `a social credit code is flagged and never refused`(
        printed: String, verdict: IdentifierVerdict
    ) {
        check(.uscc, printed, printed, verdict)
    }

    @Test(
        arguments: [
            ("00000006", "00000006", .ok), ("445790", "00445790", .ok),
            ("SC045551", "SC045551", .ok), ("sc45551", "SC045551", .ok),
            ("OE000001", "OE000001", .ok),
            ("R0000101", "R0000101", .ok), ("IP12345R", "IP12345R", .ok),
            ("SP2345RS", "SP2345RS", .ok), ("NI012345", "NI012345", .ok),
            ("XX123456", "XX123456", .malformed), ("SC", "SC", .malformed),
            ("123456789", "123456789", .malformed), ("00000000", "00000000", .malformed),
            ("SC12AB56", "SC12AB56", .malformed),
        ] as [(String, String, IdentifierVerdict)])
    func `a British company number gets its zeros back`(
        printed: String, normalized: String, verdict: IdentifierVerdict
    ) {
        check(.ukCompanyNumber, printed, normalized, verdict)
    }

    @Test(
        arguments: [
            ("0000320193-24-000123", "0000320193-24-000123", .ok),
            ("000032019324000123", "0000320193-24-000123", .ok),
            ("32019324000123", "32019324000123", .malformed),
            ("0000320193-24-00123", "0000320193-24-00123", .malformed),
            ("00003201-9324-000123", "00003201-9324-000123", .malformed),
            ("0000320193 24 000123", "0000320193 24 000123", .malformed),
        ] as [(String, String, IdentifierVerdict)])
    func `an accession number has its hyphens`(
        printed: String, normalized: String, verdict: IdentifierVerdict
    ) {
        check(.accession, printed, normalized, verdict)
    }

    @Test(
        arguments: [
            ("aapl", "AAPL", .ok), ("BRK.B", "BRK.B", .ok), ("603986", "603986", .ok),
            ("", "", .malformed), ("A_B", "A_B", .malformed),
        ] as [(String, String, IdentifierVerdict)])
    func `a ticker is in capitals`(
        printed: String, normalized: String, verdict: IdentifierVerdict
    ) {
        check(.ticker, printed, normalized, verdict)
    }

    @Test func `a scheme without a check takes anything but nothing`() {
        check(.other("ein"), " 94-2404110\n", "94-2404110", .ok)
        check(.other("ein"), " ", "", .malformed)
    }

    @Test func `every scheme is found by its stored name`() {
        for scheme in IdentifierScheme.known + [.other("ein")] {
            #expect(IdentifierScheme(scheme.text) == scheme)
        }
        #expect(IdentifierScheme("LEI") == .lei)
        #expect(IdentifierVerdict.bad.words == "bad check digit")
    }

    private func check(
        _ scheme: IdentifierScheme, _ printed: String, _ normalized: String,
        _ verdict: IdentifierVerdict, _ place: SourceLocation = #_sourceLocation
    ) {
        let identifier = Identifier(scheme, printed)
        #expect(identifier.printed == printed, sourceLocation: place)
        #expect(identifier.normalized == normalized, sourceLocation: place)
        #expect(identifier.verdict == verdict, sourceLocation: place)
    }
}
