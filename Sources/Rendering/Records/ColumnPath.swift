import CanonicalJSON

/// The way to a column's value in a record, found once for all records: `date.edtf`.
///
/// Records of one result have their fields in the same places mostly, so each lookup begins where
/// the last one ended well: comparing 50 names with 30 for each of 5,000 records was half the time
/// of writing them.
struct ColumnPath {
    let name: String
    private let first: String
    private let rest: [String]

    init(_ name: String) {
        self.name = name
        let names = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        first = names.first ?? name
        rest = Array(names.dropFirst())
    }

    /// - Parameter place: Where the field stood in the record before; kept up to date.
    func value(in record: Record, place: inout Int) -> JSONValue? {
        let entries = record.entries
        if !rest.isEmpty, entries.indices.contains(place), entries[place].name == first {
            // A record with a field of the dotted name has none of the first name alone.
            return member(of: entries[place].value)
        }
        if entries.indices.contains(place), entries[place].name == name {
            return entries[place].value
        }
        if let found = entries.firstIndex(where: { $0.name == name }) {
            place = found
            return entries[found].value
        }
        guard !rest.isEmpty, let found = entries.firstIndex(where: { $0.name == first }) else {
            return nil
        }
        place = found
        return member(of: entries[found].value)
    }

    private func member(of value: JSONValue) -> JSONValue? {
        var value: JSONValue? = value
        for name in rest { value = value?[name] }
        return value
    }
}
