import CanonicalJSON

/// A source gives a company an identifier. Some, as tickers, are given to another one later.
public struct CompanyIdentified: EventData {
    public static let type = "company.identified"

    /// Lower case: `cik`, `ticker`, `ein`, `lei` and whatever else a register has.
    public var scheme: String
    /// As the source prints it: `320193` in one file, `0000320193` in the next.
    public var value: String
    /// The one form of the value by which it is compared and looked up.
    public var normalized: String
    /// What a check of the value said: an ``IdentifierVerdict``, or `placeholder` for zeros that
    /// stand for none.
    public var verdict: String?
    /// The exchange of a ticker, as the source names it.
    public var exchange: String?
    /// The day for which the source says so.
    public var observedOn: CivilDay?

    public init(
        scheme: String, value: String, normalized: String, verdict: String? = nil,
        exchange: String? = nil, observedOn: CivilDay? = nil
    ) {
        self.scheme = scheme
        self.value = value
        self.normalized = normalized
        self.verdict = verdict
        self.exchange = exchange
        self.observedOn = observedOn
    }

    public init(
        _ identifier: Identifier, exchange: String? = nil, observedOn: CivilDay? = nil
    ) {
        self.init(
            scheme: identifier.scheme.text, value: identifier.printed,
            normalized: identifier.normalized, verdict: identifier.verdict.rawValue,
            exchange: exchange, observedOn: observedOn)
    }

    public init(data: JSONObject) throws(EventDataError) {
        let members = EventMembers(type: Self.type, data: data)
        self.init(
            scheme: try members.text("scheme"), value: try members.text("value"),
            normalized: try members.text("normalized"),
            verdict: try members.optionalText("verdict"),
            exchange: try members.optionalText("exchange"),
            observedOn: try members.optionalDay("observedOn"))
    }

    public var data: JSONObject {
        var data = comparable
        data["value"] = .string(value)
        data["verdict"] = verdict.map { .string($0) }
        data["observedOn"] = (observedOn?.text).map { .string($0) }
        return data
    }

    /// What counts when the source says it again: neither the printed form, nor our verdict, nor
    /// the day.
    public var comparable: JSONObject {
        var content: JSONObject = [
            "scheme": .string(scheme), "normalized": .string(normalized),
        ]
        content["exchange"] = exchange.map { .string($0) }
        return content
    }
}
