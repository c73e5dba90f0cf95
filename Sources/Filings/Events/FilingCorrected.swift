import CanonicalJSON

/// A register says of a filing something else than before. The earlier statement stays in the log.
public struct FilingCorrected: EventData {
    public static let type = "filing.corrected"

    /// One member of ``FilingListed`` that changed.
    public struct Change: Equatable, Sendable {
        public var field: String
        /// `nil`: the member was absent.
        public var old: JSONValue?
        /// `nil`: the member is gone.
        public var new: JSONValue?

        public init(field: String, old: JSONValue?, new: JSONValue?) {
            self.field = field
            self.old = old
            self.new = new
        }

        public var json: JSONObject {
            var json: JSONObject = ["field": .string(field)]
            json["old"] = old
            json["new"] = new
            return json
        }
    }

    public var reference: FilingReference
    public var changes: [Change]

    public init(_ reference: FilingReference, changes: [Change]) {
        self.reference = reference
        self.changes = changes
    }

    public init(data: JSONObject) throws(EventDataError) {
        let members = EventMembers(type: Self.type, data: data)
        var changes: [Change] = []
        for change in try members.objects("changes") {
            guard let field = change["field"]?.stringValue else {
                throw .missing(type: Self.type, field: "changes.field")
            }
            changes.append(Change(field: field, old: change["old"], new: change["new"]))
        }
        self.init(try FilingReference(members), changes: changes)
    }

    public var data: JSONObject {
        var data: JSONObject = ["changes": .array(changes.map { .object($0.json) })]
        reference.write(to: &data)
        return data
    }
}
