import CanonicalJSON
import Filings
import Ingestion

/// What a request says about a later version of a claim.
struct VersionOrder {
    let kind: ClaimRevision.Kind
    let reason: String
    let publishedOn: CivilDay?
    let edit: ClaimEdit

    private static let members = ["kind", "reason", "publishedOn", "set", "unset"]

    /// - Throws: ``Problem`` 422 for a body that does not say so.
    init(_ body: [UInt8]) throws(Problem) {
        let value: JSONValue
        do throws(JSONError) {
            value = try JSONValue(parsing: body)
        } catch {
            throw Self.wrong("The body is no JSON: \(error.reasonText).")
        }
        guard let object = value.objectValue else { throw Self.wrong("The body is no object.") }
        if let unknown = object.members.first(where: { !Self.members.contains($0.name) }) {
            throw Self.wrong(
                "A version has no \(unknown.name); it has "
                    + "\(Self.members.joined(separator: ", ")).")
        }
        guard let kind = object["kind"]?.stringValue.flatMap({ ClaimRevision.Kind(rawValue: $0) })
        else { throw Self.wrong("kind is corrected, amended, retracted or reinstated.") }
        guard let reason = object["reason"]?.stringValue,
            reason.contains(where: { !$0.isWhitespace })
        else { throw Self.wrong("Say a reason; it stays in the log.") }
        self.kind = kind
        self.reason = reason
        publishedOn = try Self.day(object["publishedOn"])
        if kind == .amended, publishedOn == nil {
            throw Self.wrong("publishedOn is the day on which the source changed it.")
        }
        edit = try Self.edit(object)
        if kind.changesMembers, edit.isEmpty { throw Self.wrong("Say what changes: set or unset.") }
        if !kind.changesMembers, !edit.isEmpty {
            throw Self.wrong("A claim that is \(kind.rawValue) changes nothing else.")
        }
    }

    private static func day(_ value: JSONValue?) throws(Problem) -> CivilDay? {
        guard let value, !value.isNull else { return nil }
        guard let day = value.stringValue.flatMap({ CivilDay($0) }) else {
            throw wrong("publishedOn is a day: 2024-05-01.")
        }
        return day
    }

    private static func edit(_ object: JSONObject) throws(Problem) -> ClaimEdit {
        var edit = ClaimEdit()
        let set = object["set"]?.objectValue
        guard set != nil || object["set"] == nil else {
            throw wrong("set is an object: field, and what it is set to.")
        }
        let unset = object["unset"]?.arrayValue?.map(\.stringValue)
        guard unset != nil || object["unset"] == nil, unset?.contains(nil) != true else {
            throw wrong("unset is a list of fields.")
        }
        do throws(ClaimEditError) {
            for member in set?.members ?? [] {
                let text = member.value.stringValue ?? member.value.canonicalText
                try edit.set(member.name, to: text)
            }
            for field in unset ?? [] { try edit.unset(field ?? "") }
        } catch {
            throw wrong("Nothing was recorded: \(error).")
        }
        return edit
    }

    private static func wrong(_ sentence: String) -> Problem {
        Problem(.unprocessableContent, sentence)
    }
}
