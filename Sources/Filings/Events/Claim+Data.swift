import CanonicalJSON

/// A claim as the `data` member of its entry; what is absent or empty is not written.
extension Claim {
    public init(data: JSONObject) throws(EventDataError) {
        let fields = ClaimFields(data)
        self.init(
            id: try fields.text("claim"), company: try fields.text("company"),
            kind: ClaimKind(stored: try fields.text("kind")),
            state: ClaimState(stored: try fields.text("state")), title: try fields.text("title"),
            source: try fields.requiredPart("source"), date: try fields.date("date"))
        publishedOn = try fields.date("publishedOn")
        knownOn = try fields.day("knownOn")
        knownThrough = try fields.optionalText("knownThrough")
        about = try fields.optionalText("about")
        amount = try fields.part("amount")
        otherAmounts = try fields.parts("otherAmounts")
        quantities = try fields.parts("quantities")
        parties = try fields.parts("parties")
        milestone = try fields.part("milestone")
        relation = try fields.part("relation")
        names = try fields.parts("names")
        place = try fields.optionalText("place")
        note = try fields.optionalText("note")
        attribution = try fields.optionalText("attribution")
        backing = try fields.parts("backing")
        sameAs = try fields.parts("sameAs")
        restates = try fields.parts("restates")
        derivedFrom = try fields.part("derivedFrom")
        looked = try fields.part("looked")
    }

    public var data: JSONObject {
        var data = JSONObject()
        data["claim"] = .string(id)
        data["company"] = .string(company)
        data["kind"] = .string(kind.text)
        data["state"] = .string(state.text)
        data["title"] = .string(title)
        data["source"] = .object(source.json)
        data["date"] = date?.json
        data["publishedOn"] = publishedOn?.json
        data["knownOn"] = .text(knownOn?.text)
        data["knownThrough"] = .text(knownThrough)
        data["about"] = .text(about)
        data["amount"] = .part(amount)
        data["otherAmounts"] = .parts(otherAmounts)
        data["quantities"] = .parts(quantities)
        data["parties"] = .parts(parties)
        data["milestone"] = .part(milestone)
        data["relation"] = .part(relation)
        data["names"] = .parts(names)
        data["place"] = .text(place)
        data["note"] = .text(note)
        data["attribution"] = .text(attribution)
        data["backing"] = .parts(backing)
        data["sameAs"] = .parts(sameAs)
        data["restates"] = .parts(restates)
        data["derivedFrom"] = .part(derivedFrom)
        data["looked"] = .part(looked)
        return data
    }
}
