import Filings

/// How one field is made of a record: of a column, or of a constant.
struct CSVRule: Equatable {
    enum Origin: Equatable {
        case column(String)
        case constant(String)
    }

    var origin: Origin
    /// Only what stands behind the last occurrence of this.
    var after: String?
    /// Only what stands before the first occurrence of this, behind ``after``.
    var before: String?
    /// Zeros are put before it up to so many characters: what a spreadsheet took away.
    var pad: Int?
    /// Only so many characters, counted from the first, when padded.
    var first: Int?
    /// The value is an identifier: brought into its one form, refused when it is none.
    var scheme: IdentifierScheme?
    var format = CSVDayFormat.yearMonthDay
    var zone: CSVZone?
    var separator: String?

    init(_ origin: Origin) { self.origin = origin }

    var column: String? {
        if case .column(let name) = origin { name } else { nil }
    }

    /// The value does not fit the rule; a clause.
    struct Misfit: Error {
        let reason: String
    }

    /// - Parameter cell: Of the column; ignored by a constant.
    /// - Returns: `nil` for a blank.
    func value(_ cell: String?) throws(Misfit) -> String? {
        var text =
            switch origin {
            case .column: (cell ?? "").trimmed
            case .constant(let constant): constant
            }
        if text.isEmpty { return nil }
        if let after {
            guard let range = text.lastRange(of: after) else {
                throw Misfit(reason: "\"\(text)\" has no \"\(after)\"")
            }
            text = String(text[range.upperBound...])
        }
        if let before {
            guard let range = text.firstRange(of: before) else {
                throw Misfit(reason: "\"\(text)\" has no \"\(before)\"")
            }
            text = String(text[..<range.lowerBound])
        }
        if let pad { text = String(repeating: "0", count: max(0, pad - text.count)) + text }
        if let first { text = String(text.prefix(first)) }
        if let scheme {
            let identifier = Identifier(scheme, text)
            guard identifier.verdict != .malformed else {
                throw Misfit(reason: "\"\(text)\" is no \(scheme.text)")
            }
            text = identifier.normalized
        }
        return text.isEmpty ? nil : text
    }
}

extension String {
    fileprivate func lastRange(of text: String) -> Range<Index>? { ranges(of: text).last }
}
