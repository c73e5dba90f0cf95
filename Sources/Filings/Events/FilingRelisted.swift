import CanonicalJSON

/// A listing that had lost a filing has it again.
public struct FilingRelisted: EventData {
    public static let type = "filing.relisted"

    public var reference: FilingReference
    /// The listing that was compared with itself: `edgar-index 2020-Q1`.
    public var listing: String

    public init(_ reference: FilingReference, listing: String) {
        self.reference = reference
        self.listing = listing
    }

    public init(data: JSONObject) throws(EventDataError) {
        let members = EventMembers(type: Self.type, data: data)
        self.init(try FilingReference(members), listing: try members.text("listing"))
    }

    public var data: JSONObject {
        var data: JSONObject = ["listing": .string(listing)]
        reference.write(to: &data)
        return data
    }
}
