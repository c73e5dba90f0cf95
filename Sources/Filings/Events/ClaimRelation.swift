import CanonicalJSON

/// How two companies or people stand to each other: subject, predicate, object.
public struct ClaimRelation: ClaimPart, Hashable {
    /// One end: a name as the source has it, and its key when it has a history here.
    public struct End: ClaimPart, Hashable {
        public var name: String
        public var key: String?

        public init(name: String, key: String? = nil) {
            self.name = name
            self.key = key
        }

        init(_ fields: ClaimFields) throws(EventDataError) {
            self.init(name: try fields.text("name"), key: try fields.optionalText("key"))
        }

        public var json: JSONObject {
            var json = JSONObject()
            json["name"] = .string(name)
            json["key"] = .text(key)
            return json
        }
    }

    public var subject: End
    public var predicate: RelationPredicate
    public var object: End
    /// The share in percent, where the source gives one.
    public var share: ExactDecimal?

    public init(
        subject: End, predicate: RelationPredicate, object: End, share: ExactDecimal? = nil
    ) {
        self.subject = subject
        self.predicate = predicate
        self.object = object
        self.share = share
    }

    init(_ fields: ClaimFields) throws(EventDataError) {
        self.init(
            subject: try fields.requiredPart("subject"),
            predicate: RelationPredicate(stored: try fields.text("predicate")),
            object: try fields.requiredPart("object"), share: try fields.decimal("share"))
    }

    public var json: JSONObject {
        var json = JSONObject()
        json["subject"] = .object(subject.json)
        json["predicate"] = .string(predicate.text)
        json["object"] = .object(object.json)
        json["share"] = .text(share?.text)
        return json
    }
}
