import CanonicalJSON

/// Reads the members of one event's data, and says which one does not fit.
struct EventMembers {
    let type: String
    let data: JSONObject

    /// - Throws: ``EventDataError/missing(type:field:)`` when the member is no string.
    func text(_ field: String) throws(EventDataError) -> String {
        guard let text = data[field]?.stringValue else {
            throw .missing(type: type, field: field)
        }
        return text
    }

    /// - Throws: ``EventDataError/malformed(type:field:value:)`` when there is no such day.
    func day(_ field: String) throws(EventDataError) -> CivilDay {
        let text = try text(field)
        guard let day = CivilDay(text) else {
            throw .malformed(type: type, field: field, value: text)
        }
        return day
    }

    /// One of the texts of an enumeration.
    func choice<Choice: RawRepresentable<String>>(
        _ field: String, of: Choice.Type = Choice.self
    ) throws(EventDataError) -> Choice {
        let text = try text(field)
        guard let choice = Choice(rawValue: text) else {
            throw .malformed(type: type, field: field, value: text)
        }
        return choice
    }

    func optionalText(_ field: String) throws(EventDataError) -> String? {
        try optional(field) { $0.stringValue }
    }

    func optionalInteger(_ field: String) throws(EventDataError) -> Int64? {
        try optional(field) { $0.integerValue }
    }

    func optionalBool(_ field: String) throws(EventDataError) -> Bool? {
        try optional(field) { $0.boolValue }
    }

    func optionalObject(_ field: String) throws(EventDataError) -> JSONObject? {
        try optional(field) { $0.objectValue }
    }

    func optionalInstant(_ field: String) throws(EventDataError) -> Instant? {
        try optional(field) { $0.stringValue.flatMap { Instant($0) } }
    }

    func objects(_ field: String) throws(EventDataError) -> [JSONObject] {
        let objects: [JSONObject]? = try optional(field) { value in
            guard let values = value.arrayValue else { return nil }
            let objects = values.compactMap(\.objectValue)
            return objects.count == values.count ? objects : nil
        }
        return objects ?? []
    }

    func instant(_ field: String) throws(EventDataError) -> Instant {
        let text = try text(field)
        guard let instant = Instant(text) else {
            throw .malformed(type: type, field: field, value: text)
        }
        return instant
    }

    func optionalDay(_ field: String) throws(EventDataError) -> CivilDay? {
        try optional(field) { $0.stringValue.flatMap { CivilDay($0) } }
    }

    /// A list of strings; a missing member is an empty list.
    func texts(_ field: String) throws(EventDataError) -> [String] {
        let texts: [String]? = try optional(field) { value in
            guard let values = value.arrayValue else { return nil }
            let texts = values.compactMap(\.stringValue)
            return texts.count == values.count ? texts : nil
        }
        return texts ?? []
    }

    /// - Returns: `nil` when the member is missing or null.
    private func optional<Value>(
        _ field: String, _ read: (JSONValue) -> Value?
    ) throws(EventDataError) -> Value? {
        guard let value = data[field], !value.isNull else { return nil }
        guard let read = read(value) else {
            throw .malformed(type: type, field: field, value: value.canonicalText)
        }
        return read
    }
}
