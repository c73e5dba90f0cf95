/// A currency of ISO 4217, with the decimals of its minor unit.
///
/// Withdrawn codes are kept: histories have marks and guilders in them.
public struct Currency: Hashable, Sendable {
    /// Three capitals.
    public let code: String
    /// 2 for USD, 0 for JPY, 3 for KWD; `nil` where ISO 4217 gives none, as for gold.
    public let minorUnits: Int?
    /// Whether the code has been withdrawn.
    public let isWithdrawn: Bool

    /// - Parameter code: In capitals or not.
    /// - Returns: `nil` for a code that is not and was not one of ISO 4217.
    public init?(_ code: String) {
        guard let found = Self.table[code.uppercased()] else { return nil }
        self = found
    }

    private init(code: String, minorUnits: Int?, isWithdrawn: Bool) {
        self.code = code
        self.minorUnits = minorUnits
        self.isWithdrawn = isWithdrawn
    }

    /// Every code, in alphabetical order.
    public static var codes: [String] { table.keys.sorted() }

    private static let table: [String: Currency] = {
        var table: [String: Currency] = [:]
        for (codes, minorUnits, isWithdrawn) in lists {
            for code in codes.split(separator: " ").map(String.init) {
                table[code] = Currency(
                    code: code, minorUnits: minorUnits, isWithdrawn: isWithdrawn)
            }
        }
        return table
    }()
}

extension Currency {
    /// Source: ISO 4217, list one as published on 2026-01-01 by SIX, the maintenance agency; of
    /// list three (withdrawn) those that companies' histories have.
    private static let lists: [(codes: String, minorUnits: Int?, isWithdrawn: Bool)] = [
        (
            """
            AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN \
            BZD CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD \
            FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW \
            KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR \
            MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG \
            SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD \
            USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG
            """, 2, false
        ),
        ("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF", 0, false),
        ("BHD IQD JOD KWD LYD OMR TND", 3, false),
        ("CLF UYW", 4, false),
        ("XAG XAU XBA XBB XBC XBD XDR XPD XPT XSU XTS XUA XXX", nil, false),
        (
            """
            ANG ATS BGN BYR CSK CUC CYP DDM DEM EEK FIM FRF GHC HRK IEP LTL LVL MRO MTL MZM NLG \
            PLZ ROL RUR SDD SIT SKK SLL STD TMM VEB VEF XEU YUM ZMK ZWD ZWL
            """, 2, true
        ),
        ("BEF ESP GRD ITL LUF PTE TRL", 0, true),
    ]
}
