import CanonicalJSON

/// A date in an event's data.
extension UncertainDate {
    /// Reads what ``json`` writes; members it does not know are ignored.
    ///
    /// A bound whose member is absent is that of the EDTF string; `null` is an unknown bound. The
    /// convention may also be called `rule`, as a component's is.
    ///
    /// - Throws: ``EventDataError`` with type `date`: a member is missing, cannot be read, or the
    ///   earliest day is after the latest.
    public init(json: JSONValue) throws(EventDataError) {
        let reader = DateMembers(json)
        let edtf = try reader.extendedDate("edtf")
        let earliest = try reader.bound("earliest", absent: edtf?.earliest)
        let latest = try reader.bound("latest", absent: edtf?.latest)
        if let first = earliest.day, let last = latest.day, first > last {
            throw reader.malformed("latest")
        }
        var convention = try reader.text("convention")
        if convention == nil { convention = try reader.text("rule") }
        self.init(
            quoted: try reader.text("quoted") ?? edtf?.text ?? "", edtf: edtf?.text,
            earliest: earliest, latest: latest,
            precision: try reader.word("precision") ?? edtf?.precision ?? .unknown,
            status: try reader.word("status") ?? .stated,
            year: try Component(json["year"], named: "year"),
            month: try Component(json["month"], named: "month"),
            day: try Component(json["day"], named: "day"),
            convention: convention)
        if quoted.isEmpty { throw .missing(type: DateMembers.type, field: "quoted") }
    }

    /// `quoted`, `edtf`, `earliest`, `latest`, `precision`, `status`, `convention`, `year`,
    /// `month`, `day`; the bounds always, the others when there is something to say.
    public var json: JSONValue {
        // In canonical order, so that none is inserted between others: every filing has a date.
        var object = JSONObject()
        object.reserveCapacity(10)
        object["convention"] = convention.map { .string($0) }
        object["day"] = day?.json
        object["earliest"] = earliest.json
        object["edtf"] = edtf.map { .string($0) }
        object["latest"] = latest.json
        object["month"] = month?.json
        object["precision"] = .string(precision.rawValue)
        object["quoted"] = .string(quoted)
        object["status"] = .string(status.rawValue)
        object["year"] = year?.json
        return .object(object)
    }
}

extension UncertainDate.Component {
    /// - Returns: `nil` when there is no such member.
    init?(_ json: JSONValue?, named name: String) throws(EventDataError) {
        guard let json, !json.isNull else { return nil }
        let reader = DateMembers(json, inside: name)
        self.init(
            value: try reader.number("value"), status: try reader.word("status") ?? .stated,
            rule: try reader.text("rule"), inputs: try reader.texts("inputs"),
            assumption: try reader.text("assumption"),
            candidates: try reader.numbers("candidates"),
            corroboratedBy: try reader.corroborations("corroborated_by"))
    }

    var json: JSONValue {
        var object = JSONObject()
        object["assumption"] = assumption.map { .string($0) }
        object["candidates"] =
            candidates.isEmpty ? .none : .array(candidates.map { .integer(Int64($0)) })
        object["corroborated_by"] =
            corroboratedBy.isEmpty ? .none : .array(corroboratedBy.map(\.json))
        object["inputs"] = inputs.isEmpty ? .none : .array(inputs.map { .string($0) })
        object["rule"] = rule.map { .string($0) }
        object["status"] = .string(status.rawValue)
        object["value"] = value.map { .integer(Int64($0)) }
        return .object(object)
    }
}

extension UncertainDate.Corroboration {
    var json: JSONValue {
        var object = JSONObject()
        object["source"] = .string(source)
        object["quote"] = quote.map { .string($0) }
        object["published"] = published.map { .string($0) }
        return .object(object)
    }
}
