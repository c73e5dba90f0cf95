import CanonicalJSON

/// A source says of a listed filing what the ones before left open, and contradicts nothing: an
/// index lists a filing, the company's own file adds its items.
public struct FilingDetailed: EventData {
    public static let type = "filing.detailed"

    public var reference: FilingReference
    /// Members of ``FilingListed``, by their names there; a detail as `details.pages`.
    public var added: JSONObject

    public init(_ reference: FilingReference, added: JSONObject) {
        self.reference = reference
        self.added = added
    }

    public init(data: JSONObject) throws(EventDataError) {
        let members = EventMembers(type: Self.type, data: data)
        self.init(
            try FilingReference(members), added: try members.optionalObject("added") ?? [:])
    }

    public var data: JSONObject {
        var data: JSONObject = ["added": .object(added)]
        reference.write(to: &data)
        return data
    }
}
