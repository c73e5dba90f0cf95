import CanonicalJSON

/// How a text is read as a date, or why it is not: the answer of `annals date`.
///
/// Any text has an answer; nothing is thrown.
public struct DateReading: Equatable, Sendable {
    public let quoted: String
    public let result: Result<UncertainDate, DateReadingError>
    /// Whether the text is an EDTF string itself, and not a wording.
    public let isExtendedDate: Bool

    /// - Parameters:
    ///   - published: When the text's source was published, as far as that is known.
    ///   - fiscalYearEnd: The month in which the company's fiscal years end.
    public init(
        of text: String, published: Publication? = nil, fiscalYearEnd: Int? = nil
    ) {
        quoted = text
        isExtendedDate = (try? ExtendedDate(text)) != nil
        do {
            result = .success(
                try UncertainDate.reading(
                    text, published: published, fiscalYearEnd: fiscalYearEnd))
        } catch {
            result = .failure(error)
        }
    }

    /// Whether the text could be read, as EDTF or as a wording.
    public var valid: Bool {
        if case .success = result { true } else { false }
    }

    /// The date's members, `valid`, `form` (`edtf` or `wording`) and `level`, the EDTF level of the
    /// string in `edtf`; for a text that cannot be read `reason`, and `null` for what is not known.
    public var json: JSONValue {
        switch result {
        case .success(let date):
            var object = date.json.objectValue ?? JSONObject()
            let level = date.edtf.flatMap { try? ExtendedDate($0).level }
            object["edtf"] = date.edtf.map { .string($0) } ?? .null
            object["convention"] = date.convention.map { .string($0) } ?? .null
            object["level"] = level.map { .integer(Int64($0)) } ?? .null
            object["form"] = .string(isExtendedDate ? "edtf" : "wording")
            object["valid"] = .bool(true)
            return .object(object)
        case .failure(let error):
            return [
                "quoted": .string(quoted), "edtf": nil, "earliest": nil, "latest": nil,
                "valid": false, "reason": .string(error.description),
            ]
        }
    }
}
