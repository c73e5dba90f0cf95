import CanonicalJSON

/// Fields with their values, in order; each name once.
public struct Record: Equatable, Sendable, ExpressibleByDictionaryLiteral {
    public struct Entry: Equatable, Sendable {
        public let name: String
        public var value: JSONValue
    }

    public private(set) var entries: [Entry] = []

    public init() {}

    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        for (name, value) in elements { self[name] = value }
    }

    /// The members of an object, in its order.
    public init(_ object: JSONObject) {
        entries = object.members.map { Entry(name: $0.name, value: $0.value) }
    }

    /// The value of a field; setting replaces it in its place or appends it, `nil` removes it.
    public subscript(name: String) -> JSONValue? {
        get { entries.first { $0.name == name }?.value }
        set {
            let index = entries.firstIndex { $0.name == name }
            switch (index, newValue) {
            case (let index?, let value?): entries[index].value = value
            case (let index?, nil): entries.remove(at: index)
            case (nil, let value?): entries.append(Entry(name: name, value: value))
            case (nil, nil): break
            }
        }
    }

    /// The value of a field, or of a member inside an object: `date.edtf`.
    public func value(at path: String) -> JSONValue? {
        var nowhere = entries.endIndex
        return ColumnPath(path).value(in: self, place: &nowhere)
    }

    /// All entries as members of one object.
    public var object: JSONObject {
        var object = JSONObject()
        for entry in entries { object[entry.name] = entry.value }
        return object
    }
}
