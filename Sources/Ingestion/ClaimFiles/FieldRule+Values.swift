import CanonicalJSON
import Filings

/// Rules for single values.
extension FieldRule {
    /// A civil day, `2026-11-23`.
    static let day = text { text in
        guard let day = CivilDay(text) else {
            return .failure(.unreadable("write a day of the calendar as YYYY-MM-DD"))
        }
        return .success(.string(day.text))
    }

    /// An instant with its offset, `2026-11-23T12:00:00Z`.
    static let instant = text { text in
        guard let instant = Instant(text) else {
            return .failure(.unreadable("write an instant as 2026-11-23T12:00:00Z"))
        }
        return .success(.string(instant.text))
    }

    /// A day, or an instant; as written.
    static let dayOrInstant = text { text in
        guard CivilDay(text) != nil || Instant(text) != nil else {
            return .failure(.unreadable("write a day or an instant in ISO 8601"))
        }
        return .success(.string(text))
    }

    /// A decimal number; thousands separators are for wordings.
    static let decimal = text { text in
        guard let decimal = ExactDecimal(text) else {
            return .failure(.unreadable("write a decimal number, 17100000000 or 0.95"))
        }
        return .success(.string(decimal.text))
    }

    static let currency = text { text in
        guard let currency = Currency(text) else {
            let meant = Spelling.nearest(to: text, among: Currency.codes)
            let hint = meant.map { "; did you mean '\($0)'?" } ?? ""
            return .failure(.unreadable("it is not a currency code of ISO 4217" + hint))
        }
        return .success(.string(currency.code))
    }

    /// An absolute URL or URN.
    static let url = text { text in
        let scheme = text.prefix { $0.isASCII && ($0.isLetter || $0.isNumber) }
        guard !scheme.isEmpty, text.dropFirst(scheme.count).first == ":",
            !text.contains(where: \.isWhitespace)
        else { return .failure(.unreadable("write the whole URL, with https://")) }
        return .success(.string(text))
    }

    static let sha256 = text { text in
        let digest = text.lowercased()
        guard digest.utf8.count == 64, digest.allSatisfy(\.isHexDigit) else {
            return .failure(.unreadable("write the 64 hexadecimal digits of the SHA-256"))
        }
        return .success(.string(digest))
    }

    /// A tier by its letter or its word.
    static let tier = text { text in
        let known = SourceTier.allCases.flatMap { [$0.rawValue, $0.word] }
        let found = SourceTier.allCases.first {
            $0.rawValue == text.uppercased() || $0.word == text.lowercased()
        }
        guard let found else { return .failure(.unknown(among: known, hints: known)) }
        return .success(.string(found.rawValue))
    }

    /// The key of a company: what its stream's name has after `company-`.
    static let companyKey = text { text in
        guard StreamName(company: text) != nil else {
            let key = Slug.key(text)
            let hint = key.isEmpty ? "" : "; did you mean '\(key)'?"
            return .failure(
                .unreadable("a company key has lower-case letters, digits and hyphens" + hint))
        }
        return .success(.string(text))
    }

    static let claimID = text { text in
        guard Slug.isClaimID(text) else {
            return .failure(
                .unreadable(
                    "a claim id has at most 120 letters, digits, hyphens, dots, underscores"))
        }
        return .success(.string(text))
    }
}
