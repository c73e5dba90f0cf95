import CanonicalJSON

/// A postal address as a register keeps it; a blank line is a missing member.
public struct PostalAddress: Equatable, Sendable {
    public var street1: String?
    public var street2: String?
    public var city: String?
    /// The register's code of a state or country.
    public var stateOrCountry: String?
    public var stateOrCountryDescription: String?
    public var zipCode: String?
    /// A county or another part of a country, in the register's words.
    public var region: String?
    public var careOf: String?
    public var postOfficeBox: String?
    /// The name or number of a house, where the register keeps it apart from the street.
    public var premises: String?

    public init() {}

    public init(data: JSONObject) throws(EventDataError) {
        let members = EventMembers(type: CompanyDescribed.type, data: data)
        for (name, field) in Self.texts {
            self[keyPath: field] = try members.optionalText(name)
        }
    }

    public var data: JSONObject {
        var data = JSONObject()
        for (name, field) in Self.texts {
            data[name] = self[keyPath: field].map { .string($0) }
        }
        return data
    }

    private static var texts: [(String, WritableKeyPath<PostalAddress, String?>)] {
        [
            ("street1", \.street1), ("street2", \.street2), ("city", \.city),
            ("stateOrCountry", \.stateOrCountry),
            ("stateOrCountryDescription", \.stateOrCountryDescription), ("zipCode", \.zipCode),
            ("region", \.region), ("careOf", \.careOf), ("postOfficeBox", \.postOfficeBox),
            ("premises", \.premises),
        ]
    }
}

extension EventMembers {
    func optionalAddress(_ field: String) throws(EventDataError) -> PostalAddress? {
        guard let value = data[field], !value.isNull else { return nil }
        guard let members = value.objectValue else {
            throw .malformed(type: type, field: field, value: value.canonicalText)
        }
        return try PostalAddress(data: members)
    }
}
