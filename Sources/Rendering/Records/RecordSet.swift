import CanonicalJSON

/// A result: its fields in order, its records in order, and what it rests on.
public struct RecordSet: Equatable, Sendable {
    /// The columns of the flat formats. A record may lack one: its cell is then empty.
    public var fields: [Field]
    public var records: [Record]
    /// Head position, root hash and time limits; `nil` where a result rests on no log.
    public var basis: JSONObject?

    public init(fields: [Field], records: [Record], basis: JSONObject? = nil) {
        self.fields = fields
        self.records = records
        self.basis = basis
    }

    /// The same records with these fields only, in this order, in every format.
    ///
    /// A name with a dot takes a member out of an object; the records then have it under that name.
    ///
    /// - Parameter names: As `--fields` gives them; a name given twice counts once.
    /// - Throws: ``UnknownField`` for the first name that is neither a field nor a member of one.
    public func select(fields names: [String]) throws(UnknownField) -> RecordSet {
        var selected: [Field] = []
        for name in names where !selected.contains(where: { $0.name == name }) {
            selected.append(try field(named: name))
        }
        let records = self.records.map { record in
            var picked = Record()
            for field in selected { picked[field.name] = record.value(at: field.name) }
            return picked
        }
        return RecordSet(fields: selected, records: records, basis: basis)
    }

    /// Every name that ``select(fields:)`` accepts.
    public var fieldNames: [String] {
        fields.flatMap { field in [field.name] + (field.members.isEmpty ? [] : field.columns) }
    }

    private func field(named name: String) throws(UnknownField) -> Field {
        for field in fields {
            if field.name == name {
                return Field(name, field.content, members: field.members)
            }
            if !field.members.isEmpty, field.columns.contains(name) { return Field(name) }
        }
        throw UnknownField(name: name, known: fieldNames)
    }
}
