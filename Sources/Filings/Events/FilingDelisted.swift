import CanonicalJSON

/// A register no longer has a filing that it had: a complete listing lacks it, and whether it was
/// withdrawn, moved or deleted is not known; or the register's stream says that it was deleted.
public struct FilingDelisted: EventData {
    public static let type = "filing.delisted"

    public var reference: FilingReference
    /// The listing that was compared with itself, `edgar-index 2020-Q1`, or the statement that said
    /// so, `companies-house stream, timepoint 90210`.
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
