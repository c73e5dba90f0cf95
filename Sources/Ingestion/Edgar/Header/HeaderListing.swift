import CanonicalJSON
import Filings

/// A filing under one of its parties: all that a header's blocks say of one filer and one form.
///
/// A filer may have several blocks, as subject of its own tender offer, and several filing values,
/// as a fund under two acts.
struct HeaderListing {
    let filer: EdgarFiler
    let form: String
    let name: String?
    /// Of the first block.
    let line: Int
    private var roles: Set<String> = []
    private var values: [JSONObject] = []
    private var others = JSONObject()

    /// The listings of a header, in the order of their blocks.
    ///
    /// - Parameter takeProblem: Called for a block that names no filer.
    static func all(
        in header: SubmissionHeader, form: String, takeProblem: (Int, String) -> Void
    ) -> [HeaderListing] {
        var listings: [HeaderListing] = []
        for party in header.parties {
            let cik = party.text("CIK") ?? ""
            guard let filer = EdgarFiler(cik: cik) else {
                let kind = party.kind ?? "party"
                takeProblem(
                    party.line, "\(kind): " + (cik.isEmpty ? "no CIK" : "\"\(cik)\" is no CIK"))
                continue
            }
            let groups = party.values.isEmpty ? [[]] : party.values
            for group in groups {
                let form = group.first("FORM TYPE") ?? form
                let place = listings.firstIndex { $0.filer == filer && $0.form == form }
                var listing =
                    place.map { listings[$0] }
                    ?? HeaderListing(
                        filer: filer, form: form, name: party.text("CONFORMED NAME"),
                        line: party.line)
                listing.take(party, group, header)
                if let place { listings[place] = listing } else { listings.append(listing) }
            }
        }
        return listings
    }

    private init(filer: EdgarFiler, form: String, name: String?, line: Int) {
        self.filer = filer
        self.form = form
        self.name = name
        self.line = line
    }

    private mutating func take(
        _ party: SubmissionHeader.Party, _ group: [SubmissionHeader.Field],
        _ header: SubmissionHeader
    ) {
        if let kind = party.kind { roles.insert(HeaderNames.roles[kind] ?? kind) }
        for (field, role) in [("DEPOSITOR CIK", "Depositor"), ("SPONSOR CIK", "Sponsor")] {
            if header.all(field).contains(where: { EdgarFiler(cik: $0) == filer }) {
                roles.insert(role)
            }
        }
        var value = JSONObject()
        value["act"] = group.first("ACT").map { .string(Self.act($0)) }
        value["fileNumber"] = group.first("FILE NUMBER").map { .string($0) }
        value["filmNumber"] = group.first("FILM NUMBER").map { .string($0) }
        if !value.isEmpty, !values.contains(value) { values.append(value) }
        for field in party.fields where !HeaderNames.ofParty.contains(field.name) {
            if others[field.name] == nil { others[field.name] = .string(field.value) }
        }
        if let relationship = party.text("RELATIONSHIP") {
            others["RELATIONSHIP"] = .string(relationship)
        }
    }

    /// The submission's filing with what is this filer's own.
    func filing(_ submission: FilingListed) -> FilingListed {
        var filing = submission
        filing.filer = filer.cik
        filing.form = form
        filing.filerName = name
        filing.roles = roles.sorted()
        filing.act = values.first?["act"]?.stringValue
        filing.fileNumber = values.first?["fileNumber"]?.stringValue
        filing.filmNumber = values.first?["filmNumber"]?.stringValue
        if values.count > 1 {
            filing.details["furtherValues"] = .array(values.dropFirst().map { .object($0) })
        }
        for member in others { filing.details[member.name] = member.value }
        return filing
    }

    /// `34` of `1934 Act`, as tags and the submissions files have it.
    private static func act(_ text: String) -> String {
        let year = text.prefix(4)
        guard text.hasSuffix(" Act"), text.count == 8, year.hasPrefix("19") else { return text }
        return String(year.suffix(2))
    }
}
